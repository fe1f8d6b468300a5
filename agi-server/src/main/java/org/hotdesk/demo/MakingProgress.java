package org.hotdesk.demo;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Turns the many lines of debootstrap into a few: one for each phase and one for each fifty packages. One owner thread. */
final class MakingProgress {

    private static final Set<String> PHASES = Set.of("Retrieving", "Extracting", "Unpacking", "Configuring");

    private final Consumer<String> progress;
    private String phase = "";
    private int packages;

    MakingProgress(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Takes a line such as {@code I: Unpacking bash...}. */
    void saw(String line) {
        String[] words = line.split(" ", 3);
        if (words.length < 3 || !words[0].equals("I:") || !PHASES.contains(words[1])) {
            return;
        }
        packages = words[1].equals(phase) ? packages + 1 : 0;
        phase = words[1];
        if (packages % 50 == 0) {
            progress.accept(phase.toLowerCase(Locale.ROOT) + (packages == 0 ? "" : ", " + packages + " packages"));
        }
    }
}
