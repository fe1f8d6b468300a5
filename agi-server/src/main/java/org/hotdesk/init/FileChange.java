package org.hotdesk.init;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file that init makes or changes; its texts hold one byte a char.
 *
 * @param before empty when there is no such file yet
 */
public record FileChange(Path file, Optional<String> before, String after, Access access) {
    private static final Pattern SECRET = Pattern.compile("^(\\s*(?:secret|password)\\s*=>?\\s*).+");

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

    /**
     * What a person should know before saying yes: the file, each line of a new one, and of a changed one each that comes or
     * goes. Secrets are masked.
     *
     * @param linesMost of a new file; the lines of a longer one are not shown
     */
    public List<String> summary(int linesMost) {
        List<String> lines = new ArrayList<>();
        if (before.isEmpty()) {
            String secret = isSecret() ? ", closed to others" : "";
            long count = after.lines().count();
            lines.add("make    " + file + " (" + count + (count == 1 ? " line" : " lines") + secret + ")");
            if (count <= linesMost) {
                after.lines().forEach(line -> lines.add("          + " + masked(line)));
            }
            return lines;
        }
        lines.add("change  " + file);
        minus(before.get(), after).forEach(line -> lines.add("          - " + masked(line)));
        minus(after, before.get()).forEach(line -> lines.add("          + " + masked(line)));
        return lines;
    }

    private String masked(String line) {
        return access == Access.OWN_SECRET ? "****" : SECRET.matcher(line).replaceFirst("$1****");
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
