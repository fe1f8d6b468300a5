package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Calls that are relayed: INVITE, 100, 180, 200, ACK, BYE, 200 with Record-Route, from Asterisk to a registered phone. */
final class CallFigures {
    private static final int DEVICES = 1_000;
    private static final int ROUNDS = 9;
    private static final int A_ROUND = 2_000;
    /** A transaction is kept for 32 s after its end, so more of them would meet the edge's limit of 20,000. */
    private static final int PER_SECOND = 250;

    private static final int WARM = 15_000;
    private static final double BOUND = 0.80;

    private final Bench bench;
    private double theirCpu;
    private double ourCpu;

    CallFigures(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException {
        InetSocketAddress asterisk = Ports.free();
        try (Kamailio kamailio = bench.kamailio();
                Edge edge = bench.freshEdge("calls", asterisk, true);
                Registrations theirs = bench.phones(kamailio, DEVICES);
                Registrations ours = bench.phones(edge, DEVICES)) {
            theirs.run(2 * DEVICES);
            ours.run(2 * DEVICES);
            try (Calls toThem = new Calls(Ports.free(), kamailio.address(), theirs.sockets(), DEVICES);
                    Calls toUs = new Calls(asterisk, edge.inner(), ours.sockets(), DEVICES)) {
                toThem.run(A_ROUND, PER_SECOND);
                toUs.run(WARM, PER_SECOND);
                for (int i = 0; i < ROUNDS; i++) {
                    Cpu peer = cpu(kamailio, toThem);
                    Cpu us = cpu(edge, toUs);
                    theirCpu += peer.total();
                    ourCpu += us.total();
                    Report.say("round %d: Kamailio %s a call, hotdesk %s", i + 1, peer, us);
                }
            }
        }
    }

    /** Of all rounds together: a tick of the system's clock is a twentieth of one. */
    boolean cpu() {
        return Report.atMost("call-cpu", ourCpu / theirCpu, BOUND);
    }

    private static Cpu cpu(MeasuredServer server, Calls calls) throws IOException {
        Cpu before = server.cpu();
        calls.run(A_ROUND, PER_SECOND);
        return server.cpu().since(before, A_ROUND);
    }
}
