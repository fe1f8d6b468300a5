package org.hotdesk.sip.bench;

import java.io.IOException;

/**
 * Strangers send three times what the edge could serve without its limits, and phones that have registered before register
 * anew meanwhile.
 */
final class FloodFigures {
    private static final long SATURATE_NANOS = 4_000_000_000L;
    private static final long BEFORE_NANOS = 4_000_000_000L;
    private static final long TURN_NANOS = 1_000_000L;
    private static final double TIMES = 3.0;
    private static final double BOUND = 1.0;

    private final Bench bench;
    private final int seconds;
    private double share;

    FloodFigures(Bench bench, int seconds) {
        this.bench = bench;
        this.seconds = seconds;
    }

    void measure() throws IOException {
        double saturated = saturated();
        Report.say("without limits it serves %.0f messages of strangers a second", saturated);
        try (Edge edge = bench.freshEdge("flood", Ports.free(), true);
                HonestPhones phones = new HonestPhones(edge.address(), bench.accounts());
                Strangers strangers = new Strangers(edge.address())) {
            quiet(phones);
            Report.say("before the flood: %d registrations, p99 %.1f ms", phones.done(), phones.p99Millis());
            phones.countAnew();
            long memory = edge.residentBytes();
            long heard = edge.received();
            double cpu = edge.cpuMicros();
            double offered = flood(strangers, phones, TIMES * saturated);
            share = phones.share();
            Report.say(
                    "flood of %d s: %.0f messages a second, %.1f times that; %.0f a second reached the edge",
                    seconds, offered, offered / saturated, (double) (edge.received() - heard) / seconds);
            Report.say(
                    "registrations of phones: %d, p99 %.1f ms; edge %.0f %% of its core, memory %d MB, before %d MB",
                    phones.done(),
                    phones.p99Millis(),
                    (edge.cpuMicros() - cpu) / seconds / 1e4,
                    edge.residentBytes() >> 20,
                    memory >> 20);
        }
    }

    private double saturated() throws IOException {
        try (Edge edge = bench.freshEdge("open", Ports.free(), false);
                Strangers strangers = new Strangers(edge.address())) {
            double rate = 0;
            // The first turn warms it up.
            for (int i = 0; i < 2; i++) {
                long heard = edge.received();
                long began = System.nanoTime();
                while (System.nanoTime() - began < SATURATE_NANOS) {
                    strangers.send();
                }
                rate = (edge.received() - heard) * 1e9 / (System.nanoTime() - began);
            }
            return rate;
        }
    }

    private static void quiet(HonestPhones phones) throws IOException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < BEFORE_NANOS) {
            phones.turn(System.nanoTime());
        }
    }

    /** Floods at that rate, or as fast as this program can; returns how fast that was. */
    private double flood(Strangers strangers, HonestPhones phones, double perSecond) throws IOException {
        long began = System.nanoTime();
        long turned = began;
        long sent = 0;
        long now = began;
        while (now - began < seconds * 1_000_000_000L) {
            if (sent < (now - began) / 1e9 * perSecond) {
                strangers.send();
                sent += Strangers.BURST;
            }
            if (now - turned > TURN_NANOS) {
                phones.turn(now);
                turned = now;
            }
            int second = (int) ((now - began) / 1_000_000_000L);
            now = System.nanoTime();
            if ((now - began) / 1_000_000_000L > second) {
                Report.progress("seconds of flood", second + 1, seconds);
            }
        }
        return sent * 1e9 / (now - began);
    }

    boolean share() {
        return Report.atLeast("flood", share, BOUND);
    }
}
