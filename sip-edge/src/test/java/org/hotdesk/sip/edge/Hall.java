package org.hotdesk.sip.edge;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hotdesk.sip.abuse.Guard;
import org.hotdesk.sip.abuse.GuardLimits;
import org.hotdesk.sip.digest.Authenticator;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.location.LocationTable;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.peer.HandTimers;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.proxy.Flows;
import org.hotdesk.sip.proxy.Proxy;
import org.hotdesk.sip.proxy.ProxyConfig;
import org.hotdesk.sip.proxy.ProxyKeys;
import org.hotdesk.sip.proxy.Surroundings;
import org.hotdesk.sip.registrar.Registrar;
import org.hotdesk.sip.registrar.RegistrarPolicy;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Transport;

/** The entrance with all that is behind it and no socket: ways are recorded, time passes by hand. Its domain is example.com. */
final class Hall implements Flows {
    /** Kept, since loggers nobody holds forget their level: a line for each second that passes by hand is too much. */
    private static final Logger SECURITY = Logger.getLogger("org.hotdesk.sip.abuse");

    final HandTimers timers = new HandTimers();
    final RecordedFlow asterisk = RecordedFlow.asterisk();
    final List<RecordedFlow> phones = new ArrayList<>();
    final LocationTable locations;
    final Proxy proxy;
    final Entrance entrance;

    Hall() {
        this(RegistrarPolicy.usual(List.of("example.com", "127.0.0.1")));
    }

    Hall(RegistrarPolicy policy) {
        SECURITY.setLevel(Level.OFF);
        Clock clock = new HandClock(timers);
        locations = new LocationTable(LocationPolicy.USUAL, new Device1001(), clock.millis());
        var guard = new Guard(GuardLimits.off(), timers.now());
        var accounts = new Device1001();
        var authenticator = new Authenticator(
                new Authenticator.Policy(
                        Device1001.REALM, Authenticator.Policy.usual("x").algorithms(), Duration.ofMinutes(5), 1024),
                accounts,
                new byte[32]);
        var doorman = new Doorman(authenticator, accounts, guard, timers, clock);
        proxy = new Proxy(
                ProxyConfig.usual(Device1001.REALM, "127.0.0.1:5080"),
                new ProxyKeys(new byte[32], new byte[16]),
                timers,
                doorman,
                new Surroundings(new Names(policy.domains(), EdgeAliases.none(), locations), this));
        var answer = new SipWriter();
        var registrar = new Registrar(policy, authenticator, locations, answer, new SecureRandom());
        var registrations = new Registrations(registrar, answer, guard, doorman, timers, clock);
        entrance = new Entrance(guard, timers, registrations, proxy, locations);
        locations.run(timers, clock);
    }

    /** A clock that goes with timers passed by hand. */
    private static final class HandClock extends Clock {
        private final HandTimers timers;

        HandClock(HandTimers timers) {
            this.timers = timers;
        }

        @Override
        public long millis() {
            return 1_700_000_000_000L + timers.now() / 1_000_000;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    RecordedFlow phone(Transport transport, int host) {
        RecordedFlow flow = RecordedFlow.phone(transport, host);
        phones.add(flow);
        return flow;
    }

    void give(byte[] message, Flow flow) {
        entrance.message(message, 0, message.length, flow);
    }

    /** All phones hang up their connections and say nothing for a day. */
    void leave() {
        for (RecordedFlow phone : phones) {
            phone.close();
            if (phone.transport().isConnection()) {
                entrance.closed(phone);
            }
        }
        timers.pass(Duration.ofDays(1));
    }

    @Override
    public Flow asterisk() {
        return asterisk;
    }

    @Override
    public Optional<Flow> find(
            Transport transport, InetSocketAddress local, InetSocketAddress remote, long connection) {
        for (RecordedFlow flow : phones) {
            if (flow.transport() == transport
                    && flow.connection() == connection
                    && flow.remote().equals(remote)) {
                return Optional.of(flow);
            }
        }
        return Optional.empty();
    }
}
