package org.hotdesk.cli;

import java.io.PrintWriter;

/** One line on a terminal that shows how far long work has come, and is gone when the work is done. One owner thread. */
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 40;

    private final PrintWriter terminal;
    private final String what;
    private boolean shown;

    ProgressBar(PrintWriter terminal, String what) {
        this.terminal = terminal;
        this.what = what;
    }

    /** Draws it anew; nothing while the whole is not known. */
    void show(long done, long all) {
        if (all > 0) {
            shown = true;
            terminal.print("\r" + text(what, Math.min(done, all), all));
            terminal.flush();
        }
    }

    static String text(String what, long done, long all) {
        int full = (int) (WIDTH * done / all);
        return what + " [" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + 100 * done / all + " % of " + all;
    }

    @Override
    public void close() {
        if (shown) {
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }
}
