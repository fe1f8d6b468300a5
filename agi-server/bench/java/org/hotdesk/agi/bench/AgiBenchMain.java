package org.hotdesk.agi.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Server CPU per lookup, Hotdesk against asterisk-java's server, side by side in alternating rounds. Prints
 * {@code figure <name> <ratio> <bound> ok|short}; exits 1 when it falls short.
 */
public final class AgiBenchMain {
    private static final int LANES = 16;
    private static final int CALLS_A_LANE = 1_500;
    private static final int WARM_ROUNDS = 2;
    private static final int ROUNDS = 5;
    private static final double BOUND = 1.0;

    private AgiBenchMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        System.exit(lookup() ? 0 : 1);
    }

    private static boolean lookup() throws IOException, InterruptedException, ExecutionException {
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try (var ours = MeasuredServer.start(LookupServerMain.class);
                var peer = MeasuredServer.start(PeerServerMain.class)) {
            for (int i = 0; i < WARM_ROUNDS; i++) {
                round(lanes, peer);
                round(lanes, ours);
            }
            double[] ratios = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                double peerMicros = round(lanes, peer);
                double ourMicros = round(lanes, ours);
                ratios[i] = ourMicros / peerMicros;
                say(
                        "# round %d: asterisk-java %.1f us, hotdesk %.1f us, ratio %.2f",
                        i + 1, peerMicros, ourMicros, ratios[i]);
            }
            Arrays.sort(ratios);
            double median = ratios[ROUNDS / 2];
            boolean enough = median <= BOUND;
            say("figure agi-lookup-cpu %.2f %.2f %s", median, BOUND, enough ? "ok" : "short");
            return enough;
        } finally {
            lanes.shutdownNow();
        }
    }

    /** Server CPU per call, in microseconds. */
    private static double round(ExecutorService lanes, MeasuredServer server)
            throws IOException, InterruptedException, ExecutionException {
        double before = server.cpuMicros();
        List<Future<Integer>> proofs = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            var lane = new Lane(server.port(), i);
            proofs.add(lanes.submit(() -> run(lane)));
        }
        int proved = 0;
        for (Future<Integer> proof : proofs) {
            proved += proof.get();
        }
        if (proved != LANES * CALLS_A_LANE) {
            throw new IllegalStateException(LANES * CALLS_A_LANE - proved + " calls were not served");
        }
        return (server.cpuMicros() - before) / proved;
    }

    private static int run(Lane lane) throws IOException {
        int proved = 0;
        for (int i = 0; i < CALLS_A_LANE; i++) {
            proved += lane.call() ? 1 : 0;
        }
        return proved;
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
