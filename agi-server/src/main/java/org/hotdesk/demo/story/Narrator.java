package org.hotdesk.demo.story;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells the story line by line while it happens, and the summary at its end. One owner thread. */
final class Narrator {
    private final PrintWriter out;
    private final int steps;
    private final List<String> told = new ArrayList<>();
    private long stepBegan = System.nanoTime();

    /** @param steps how many there will be */
    Narrator(PrintWriter out, int steps) {
        this.out = out;
        this.steps = steps;
    }

    /** Begins the next step. */
    void step(String title) {
        told.add(title);
        stepBegan = System.nanoTime();
        out.printf("%n[%d/%d] %s%n", told.size(), steps, title);
        out.flush();
    }

    /** Something that is done or was seen. */
    void say(String line) {
        out.println("      " + line);
        out.flush();
    }

    /** Something that was expected and has come true. */
    void good(String line) {
        long millis = Duration.ofNanos(System.nanoTime() - stepBegan).toMillis();
        out.printf("   ok %s (%.1f s)%n", line, millis / 1000.0);
        out.flush();
    }

    /** The step under way. */
    String current() {
        return told.isEmpty() ? "preparation" : told.get(told.size() - 1);
    }

    int stepsTold() {
        return told.size();
    }
}
