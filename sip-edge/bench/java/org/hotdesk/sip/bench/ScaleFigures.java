package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** What many contacts cost: heap for each, time to have them back after kill -9, and whether they make a registration dearer. */
final class ScaleFigures {
    private static final int FEW = 1_000;
    private static final int ROUNDS = 5;
    private static final int A_ROUND = 100_000;
    private static final int WARM = 300_000;
    private static final double HEAP_BOUND = 1.0;
    private static final double RESTORE_BOUND = 2.0;
    private static final double SCALE_BOUND = 1.20;
    /** Many times the 50 ms within which the journal is on disk. */
    private static final long SETTLE_MILLIS = 2_000;

    private final Bench bench;
    private final double[] scale = new double[ROUNDS];
    private double kilobytes;
    private double restoreSeconds;

    ScaleFigures(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException {
        InetSocketAddress asterisk = Ports.free();
        try (Edge edge = bench.freshEdge("many", asterisk, true);
                Registrations many = bench.phones(edge, bench.size())) {
            long before = edge.heapBytes();
            many.run(bench.size());
            int contacts = edge.contacts();
            kilobytes = (edge.heapBytes() - before) / 1_024.0 / contacts;
            Report.say("%d contacts, %.2f KB of heap each", contacts, kilobytes);
            scale(edge, many);
            pause();
            edge.kill();
            restore(contacts, asterisk);
        }
    }

    private void scale(Edge edge, Registrations many) throws IOException {
        try (Edge small = bench.freshEdge("few", Ports.free(), true);
                Registrations few = bench.phones(small, FEW)) {
            few.run(WARM);
            many.run(WARM);
            for (int i = 0; i < ROUNDS; i++) {
                double withFew = cpu(small, few);
                double withMany = cpu(edge, many);
                scale[i] = withMany / withFew;
                Report.say(
                        "round %d: %.1f us with %d contacts, %.1f us with %d",
                        i + 1, withFew, FEW, withMany, bench.size());
            }
        }
    }

    private static double cpu(Edge edge, Registrations phones) throws IOException {
        double before = edge.cpuMicros();
        phones.run(A_ROUND);
        return (edge.cpuMicros() - before) / A_ROUND;
    }

    private void restore(int contacts, InetSocketAddress asterisk) throws IOException {
        try (Edge again = bench.edge("many", asterisk, true)) {
            int restored = again.contacts();
            restoreSeconds = again.secondsToServe();
            Report.say("restored %d of %d in %.2f s after kill -9", restored, contacts, restoreSeconds);
            if (restored != contacts) {
                throw new IllegalStateException(contacts - restored + " contacts were lost");
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SETTLE_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    boolean heap() {
        return Report.atMost("contact-heap", kilobytes, HEAP_BOUND);
    }

    boolean restore() {
        return Report.atMost("restore", restoreSeconds, RESTORE_BOUND);
    }

    boolean scale() {
        return Report.atMost("registration-scale", Report.median(scale), SCALE_BOUND);
    }
}
