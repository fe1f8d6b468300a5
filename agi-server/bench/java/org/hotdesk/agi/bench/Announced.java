package org.hotdesk.agi.bench;

import java.io.IOException;

/** How a measured server tells its port to the load program, and how long it lives. */
final class Announced {
    private Announced() {}

    /** Says where the server listens, then waits until the load program closes our standard input. */
    @SuppressWarnings("SystemOut") // a protocol of two lines between two processes
    static void until(int port) throws IOException {
        System.out.println("port " + port);
        while (System.in.read() >= 0) {
            // Whatever it says, only the end counts.
        }
    }
}
