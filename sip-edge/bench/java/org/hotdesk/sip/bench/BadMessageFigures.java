package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.hotdesk.sip.message.TortureFiles;

/** What a malformed message of RFC 4475 costs beside a good one, a REGISTER that is answered with a challenge; limits are off. */
final class BadMessageFigures {
    private static final int ROUNDS = 5;
    private static final int A_ROUND = 100_000;
    private static final int PER_SECOND = 50_000;
    private static final int WARM_ROUNDS = 6;
    private static final double BOUND = 1.0;

    private final Bench bench;
    private final double[] ratios = new double[ROUNDS];

    BadMessageFigures(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException {
        List<byte[]> bad = new ArrayList<>();
        for (TortureFiles.Row row : TortureFiles.rows()) {
            if (!row.verdict().equals("good")) {
                bad.add(TortureFiles.message(row.file()));
            }
        }
        List<byte[]> good = List.of(Messages.register());
        try (Edge edge = bench.freshEdge("bad", Ports.free(), false);
                DatagramChannel peer = DatagramChannel.open()) {
            // Nobody reads the answers, so they shall not pile up either.
            peer.setOption(StandardSocketOptions.SO_RCVBUF, 1);
            peer.connect(edge.address());
            for (int i = 0; i < WARM_ROUNDS; i++) {
                send(peer, good, A_ROUND);
                send(peer, bad, A_ROUND);
            }
            for (int i = 0; i < ROUNDS; i++) {
                double fine = cpu(edge, peer, good);
                double malformed = cpu(edge, peer, bad);
                ratios[i] = malformed / fine;
                Report.say(
                        "round %d: a good message %.2f us, %d malformed ones %.2f us each",
                        i + 1, fine, bad.size(), malformed);
            }
        }
    }

    boolean cpu() {
        return Report.atMost("bad-message", Report.median(ratios), BOUND);
    }

    private static double cpu(Edge edge, DatagramChannel peer, List<byte[]> messages) throws IOException {
        long heard = edge.received();
        double before = edge.cpuMicros();
        send(peer, messages, A_ROUND);
        return (edge.cpuMicros() - before) / (edge.received() - heard);
    }

    private static void send(DatagramChannel peer, List<byte[]> messages, int count) throws IOException {
        long began = System.nanoTime();
        long gap = 1_000_000_000L / PER_SECOND;
        for (int i = 0; i < count; i++) {
            while (System.nanoTime() - began < i * gap) {
                Thread.onSpinWait();
            }
            peer.write(ByteBuffer.wrap(messages.get(i % messages.size())));
        }
    }
}
