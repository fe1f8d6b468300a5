package org.hotdesk.sip.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.hotdesk.sip.abuse.GuardLimits;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.digest.SubscriberTable;
import org.hotdesk.sip.edge.EdgeAliases;
import org.hotdesk.sip.edge.EdgeConfig;
import org.hotdesk.sip.edge.EdgeStatus;
import org.hotdesk.sip.edge.SipEdge;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.location.LocationListener;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.registrar.RegistrarPolicy;

/**
 * The edge as the program runs it: secrets from a store, contacts in a journal on disk, limits and counters on. Arguments:
 * folder of the journal, folder of the store, port of Asterisk, {@code limits} or {@code open}. Says where it listens,
 * then answers {@code status} and {@code heap} with a line each, until its standard input ends.
 */
public final class EdgeServerMain {
    private EdgeServerMain() {}

    public static void main(String[] arguments) throws IOException {
        SubscriberTable subscribers = BenchStore.subscribers(Path.of(arguments[1]));
        Counting counting = new Counting();
        say("subscribers " + subscribers.size());
        try (SipEdge edge =
                SipEdge.start(config(arguments), subscribers, EdgeAliases.none(), counting, Clock.systemUTC())) {
            say("ports " + edge.phones().getPort() + " " + edge.inner().getPort());
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(line.equals("heap") ? "heap " + liveBytes() : status(edge.status(), counting.events.sum()));
            }
        }
    }

    private static EdgeConfig config(String[] arguments) throws IOException {
        return new EdgeConfig(
                new EdgeConfig.Listening(
                        Ports.loopback(0),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Ports.loopback(0),
                Ports.loopback(Integer.parseInt(arguments[2])),
                new EdgeConfig.Digest(Accounts.REALM, List.of(DigestAlgorithm.MD5)),
                RegistrarPolicy.usual(List.of(Accounts.REALM, "127.0.0.1")),
                LocationPolicy.USUAL,
                arguments[3].equals("limits") ? GuardLimits.USUAL : GuardLimits.off(),
                Path.of(arguments[0]).resolve("contacts"));
    }

    private static String status(EdgeStatus status, long events) {
        return "status " + status.contacts() + " " + status.received() + " " + status.dropped() + " " + events + " "
                + status.fault().orElse("well");
    }

    /** What lives in the heap after a collection of all garbage. */
    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @SuppressWarnings("SystemOut") // a protocol of lines between two processes
    private static void say(String line) {
        System.out.println(line);
    }

    /** Listens as the program does, and only counts. */
    private static final class Counting implements LocationListener {
        private final LongAdder events = new LongAdder();

        @Override
        public void registered(Binding binding) {
            events.increment();
        }

        @Override
        public void moved(Binding before, Binding after) {
            events.increment();
        }

        @Override
        public void gone(Binding binding, Gone why) {
            events.increment();
        }
    }
}
