package org.hotdesk.init;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file that init makes or changes; its texts hold one byte a char.
 *
 * @param before empty when there is no such file yet
 */
public record FileChange(Path file, Optional<String> before, String after, Access access) {
    /** Who may read a file that init makes; a file that is there already keeps what it has. */
    public enum Access {
        /** As Asterisk's other files. */
        ASTERISK,
        /** Asterisk's group too, nobody else: it holds a secret. */
        ASTERISK_SECRET,
        /** The companion's own. */
        OWN,
        /** The companion's own secret. */
        OWN_SECRET
    }

    static FileChange generated(Path file, Optional<String> before, String text, Access access) {
        return new FileChange(file, before, WholeFile.bytesOf(text), access);
    }

    boolean changesSomething() {
        return before.isEmpty() || !before.get().equals(after);
    }

    /** Whether nobody but init writes it; the daemon writes the files of phones and boxes. */
    boolean isKeptByInit() {
        Path name = file.getFileName();
        return access != Access.ASTERISK_SECRET
                || name == null
                || name.toString().equals("manager.conf");
    }

    boolean isSecret() {
        return access == Access.ASTERISK_SECRET || access == Access.OWN_SECRET;
    }

    /** What a person should know before saying yes: the file, and for a changed one each line that comes or goes. */
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        if (before.isEmpty()) {
            String secret = isSecret() ? ", closed to others" : "";
            long count = after.lines().count();
            lines.add("make    " + file + " (" + count + (count == 1 ? " line" : " lines") + secret + ")");
            return lines;
        }
        lines.add("change  " + file);
        if (!isSecret()) {
            minus(before.get(), after).forEach(line -> lines.add("          - " + line));
            minus(after, before.get()).forEach(line -> lines.add("          + " + line));
        }
        return lines;
    }

    private static List<String> minus(String text, String other) {
        Map<String, Integer> left = new HashMap<>();
        other.lines().forEach(line -> left.merge(line, 1, Integer::sum));
        List<String> only = new ArrayList<>();
        text.lines().forEach(line -> {
            if (left.merge(line, -1, Integer::sum) < 0) {
                only.add(line);
            }
        });
        return only;
    }
}
