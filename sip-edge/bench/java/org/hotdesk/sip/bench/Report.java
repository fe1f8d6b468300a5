package org.hotdesk.sip.bench;

import java.util.Arrays;
import java.util.Locale;

/** What a person and a script read of a run: lines with a hash sign on standard error, figures on standard output. */
final class Report {
    private static final boolean ON_TERMINAL = Boolean.getBoolean("bench.terminal");
    private static final int BAR = 40;

    private Report() {}

    /** A figure that must not be above its bound; whether it is not. */
    static boolean atMost(String name, double value, double bound) {
        return figure(name, value, bound, value <= bound);
    }

    /** A figure that must not be below its bound; whether it is not. */
    static boolean atLeast(String name, double value, double bound) {
        return figure(name, value, bound, value >= bound);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @SuppressWarnings("SystemOut") // what the program is for
    static void say(String format, Object... arguments) {
        System.err.println("# " + String.format(Locale.ROOT, format, arguments));
    }

    /** How far a long work has come: a bar on a terminal, a line for each tenth elsewhere. */
    @SuppressWarnings("SystemOut") // what the program is for
    static void progress(String what, int done, int all) {
        if (ON_TERMINAL) {
            int full = (int) ((long) done * BAR / all);
            System.err.print(
                    "\r# [" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + what + (done >= all ? "\n" : ""));
        } else if (done % Math.max(1, all / 10) == 0) {
            say("%s: %d of %d", what, done, all);
        }
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static boolean figure(String name, double value, double bound, boolean enough) {
        System.out.println(
                String.format(Locale.ROOT, "figure %s %.2f %.2f %s", name, value, bound, enough ? "ok" : "short"));
        return enough;
    }
}
