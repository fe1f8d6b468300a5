package org.hotdesk.sip.bench;

import java.io.IOException;

/**
 * Challenged registrations: REGISTER, 401, REGISTER with digest, 200, as fast as the server takes them. Every account has
 * its contact already, so all are refreshes, as nearly all are in life. Each round tells too what a program takes that only
 * reads and sends. Rounds are short and alternate, so that what else happens on the machine meets all of them.
 */
final class RegistrationFigures {
    private static final int ROUNDS = 21;
    private static final int A_ROUND = 40_000;
    private static final int WARM = 400_000;
    private static final double CPU_BOUND = 0.60;
    private static final double RATE_BOUND = 1.60;

    private final Bench bench;
    private final double[] cpu = new double[ROUNDS];
    private final double[] rate = new double[ROUNDS];

    RegistrationFigures(Bench bench) {
        this.bench = bench;
    }

    private record Sample(Cpu cpu, Registrations.Round round) {}

    void measure() throws IOException {
        try (Kamailio kamailio = bench.kamailio();
                Edge edge = bench.freshEdge("registration", Ports.free(), true);
                Floor floor = Floor.start();
                Registrations bare = bench.phones(floor, bench.size());
                Registrations theirs = bench.phones(kamailio, bench.size());
                Registrations ours = bench.phones(edge, bench.size())) {
            theirs.run(bench.size());
            ours.run(WARM);
            bare.run(bench.size());
            for (int i = 0; i < ROUNDS; i++) {
                Sample peer = sample(kamailio, theirs);
                Sample us = sample(edge, ours);
                cpu[i] = us.cpu().total() / peer.cpu().total();
                rate[i] = us.round().rate() / peer.round().rate();
                Cpu least = sample(floor, bare).cpu();
                Report.say("round %d: %s; %s; floor %s", i + 1, tell(kamailio, peer), tell(edge, us), least);
            }
            Report.say(
                    "memory with %d contacts: Kamailio %d MB, hotdesk %d MB",
                    bench.size(), kamailio.residentBytes() >> 20, edge.residentBytes() >> 20);
        }
    }

    boolean cpu() {
        return Report.atMost("registration-cpu", Report.median(cpu), CPU_BOUND);
    }

    boolean rate() {
        return Report.atLeast("registration-rate", Report.median(rate), RATE_BOUND);
    }

    private static Sample sample(MeasuredServer server, Registrations phones) throws IOException {
        Cpu before = server.cpu();
        Registrations.Round round = phones.run(A_ROUND);
        return new Sample(server.cpu().since(before, A_ROUND), round);
    }

    private static String tell(MeasuredServer server, Sample sample) {
        Registrations.Round round = sample.round();
        return "%s %s, %.0f/s, p50 %.2f ms, p99 %.2f ms%s"
                .formatted(
                        server.name(),
                        sample.cpu(),
                        round.rate(),
                        round.p50Millis(),
                        round.p99Millis(),
                        round.repeats() > 0 ? ", " + round.repeats() + " asked again" : "");
    }
}
