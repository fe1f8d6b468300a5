package org.hotdesk.dialplan.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change to a configuration file that belongs to the administrator: lines of ours between two marks, which can be put
 * in again without standing there twice, and taken out again without a trace.
 */
public final class ConfPatch {
    private static final String BEGIN =
            "; hotdesk begins here: what stands between these marks is written by hotdesk init";
    private static final String END = "; hotdesk ends here";
    private static final Pattern HEADER = Pattern.compile("\\s*\\[([^]]*)].*");

    private ConfPatch() {}

    /**
     * Lines that must stand in a file.
     *
     * @param section at whose end they stand, so that they win over settings before them; empty for the end of the file
     */
    public record Block(Optional<String> section, List<String> lines) {
        public Block {
            lines = List.copyOf(lines);
        }

        /** Lines at the end of a section, which is made when the file has none of this name. */
        public static Block in(String section, List<String> lines) {
            return new Block(Optional.of(section), lines);
        }

        /** Lines at the end of the file. */
        public static Block atEnd(List<String> lines) {
            return new Block(Optional.empty(), lines);
        }
    }

    /** The file with these blocks and none of ours besides. */
    public static String applied(String file, List<Block> blocks) {
        List<String> lines = new ArrayList<>(lines(removed(file)));
        for (Block block : blocks) {
            if (!block.lines().isEmpty()) {
                insert(lines, block);
            }
        }
        return joined(lines);
    }

    /** The file without any block of ours. */
    public static String removed(String file) {
        List<String> kept = new ArrayList<>();
        boolean ours = false;
        for (String line : lines(file)) {
            if (line.strip().equals(BEGIN)) {
                ours = true;
            } else if (ours && line.strip().equals(END)) {
                ours = false;
            } else if (!ours) {
                kept.add(line);
            }
        }
        if (ours) {
            throw new IllegalArgumentException("the mark \"" + BEGIN + "\" has no end in the file; mend it by hand");
        }
        return joined(kept);
    }

    private static void insert(List<String> lines, Block block) {
        List<String> added = new ArrayList<>();
        added.add(BEGIN);
        int place = lines.size();
        if (block.section().isPresent()) {
            Optional<Integer> end = endOf(block.section().get(), lines);
            if (end.isEmpty()) {
                added.add("[" + block.section().get() + "]");
            }
            place = end.orElse(place);
        }
        added.addAll(block.lines());
        added.add(END);
        lines.addAll(place, added);
    }

    // The line after the last one of the section that is not blank.
    private static Optional<Integer> endOf(String section, List<String> lines) {
        int end = -1;
        boolean inside = false;
        for (int i = 0; i < lines.size(); i++) {
            Matcher header = HEADER.matcher(lines.get(i));
            if (header.matches()) {
                inside = header.group(1).equals(section);
            }
            if (inside && !lines.get(i).isBlank()) {
                end = i + 1;
            }
        }
        return end < 0 ? Optional.empty() : Optional.of(end);
    }

    private static List<String> lines(String file) {
        List<String> lines = new ArrayList<>(List.of(file.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
