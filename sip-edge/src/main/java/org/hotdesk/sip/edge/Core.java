package org.hotdesk.sip.edge;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.abuse.Ban;
import org.hotdesk.sip.abuse.Guard;
import org.hotdesk.sip.abuse.GuardCounts;
import org.hotdesk.sip.digest.Authenticator;
import org.hotdesk.sip.digest.KeyFile;
import org.hotdesk.sip.digest.Subscribers;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.location.Journal;
import org.hotdesk.sip.location.LocationTable;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.proxy.HostPort;
import org.hotdesk.sip.proxy.Proxy;
import org.hotdesk.sip.proxy.ProxyConfig;
import org.hotdesk.sip.proxy.ProxyKeys;
import org.hotdesk.sip.proxy.Surroundings;
import org.hotdesk.sip.registrar.Registrar;
import org.hotdesk.sip.transport.Timers;

/** Guard, registrar and proxy, put together. One owner thread: the loop's, once that runs. */
final class Core {
    private static final long TICK_NANOS = 1_000_000_000L;
    private static final int KEY_BYTES = 16;

    private final Timers timers;
    private final Ways ways;
    private final Guard guard;
    private final LocationTable locations;
    private final Proxy proxy;
    private final Entrance entrance;

    /** What there is before any socket is open. */
    record Known(KeyFile key, LocationTable locations, Subscribers subscribers, EdgeAliases aliases) {}

    Core(EdgeConfig config, Sockets sockets, Known known, Clock clock) {
        timers = sockets.loop().timers();
        ways = new Ways(sockets.loop(), sockets.asterisk());
        locations = known.locations();
        guard = new Guard(config.guard(), System.nanoTime());
        List<String> domains = domains(config, sockets);
        var authenticator = new Authenticator(
                Authenticator.Policy.usual(config.digest().realm())
                        .offering(config.digest().algorithms()),
                known.subscribers(),
                known.key().keyFor("nonce"));
        var doorman = new Doorman(authenticator, known.subscribers(), guard, timers, clock);
        proxy = new Proxy(
                ProxyConfig.usual(config.digest().realm(), HostPort.of(config.asterisk())),
                new ProxyKeys(known.key().keyFor("route"), random()),
                timers,
                doorman,
                new Surroundings(new Names(domains, known.aliases(), locations), ways));
        var answer = new SipWriter();
        // Asked for each registration: what is drawn of it need not be a secret, but its seed is.
        var spread = new SplittableRandom(new SecureRandom().nextLong());
        var registrar =
                new Registrar(config.registrar().withDomains(domains), authenticator, locations, answer, spread);
        var registrations = new Registrations(registrar, answer, guard, doorman, timers, clock);
        entrance = new Entrance(guard, timers, registrations, proxy, locations);
    }

    /** The configured names and our own addresses; none when any address is taken for ours. */
    private static List<String> domains(EdgeConfig config, Sockets sockets) {
        List<String> configured = config.registrar().domains();
        if (configured.isEmpty()) {
            return configured;
        }
        List<String> all = new ArrayList<>(configured);
        all.addAll(sockets.hosts());
        all.add(HostPort.host(sockets.inner()));
        return all;
    }

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    Entrance entrance() {
        return entrance;
    }

    /** Sets the timers, and makes the phones known that were registered before we started. */
    void begin(Clock clock) {
        locations.run(timers, clock);
        for (Binding binding : locations.all()) {
            ways.find(binding.transport(), binding.local(), binding.source(), binding.connection())
                    .ifPresent(flow -> guard.authenticated(flow, timers.now()));
        }
        tick();
    }

    private void tick() {
        guard.tick(timers.now());
        timers.after(TICK_NANOS, this::tick);
    }

    EdgeStatus status(Sockets sockets, LocationTable table, Journal.Status journal) {
        GuardCounts counts = guard.counts();
        Optional<String> fault = journal.isBehind()
                ? Optional.of("contacts are not being written to disk; look at the log, and at the disk's space")
                : Optional.empty();
        return new EdgeStatus(
                sockets.listening(),
                table.devices(),
                table.count(),
                proxy.served(),
                sockets.loop().counts().received(),
                counts.banned() + counts.tooFast() + counts.flooded() + counts.unanswered(),
                bans().size(),
                fault);
    }

    List<Ban> bans() {
        return guard.bans(timers.now());
    }

    boolean pardon(InetAddress source) {
        return guard.pardon(source, timers.now());
    }

    void tellMessages(DeviceNumber device, int fresh, int heard) {
        proxy.tellMessages(device, fresh, heard);
    }
}
