package org.hotdesk.demo.story;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hotdesk.demo.AsteriskInstallation;
import org.hotdesk.demo.LiveSystem;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneAccount;
import org.hotdesk.demo.PhoneLine;
import org.hotdesk.demo.PhoneLine.Transport;
import org.hotdesk.demo.Ports;
import org.hotdesk.sip.watch.LampState;
import org.hotdesk.sip.watch.Sighting;
import org.hotdesk.sip.watch.SipAccount;
import org.hotdesk.sip.watch.WatchPhone;

/**
 * Everybody and everything in the story: a private Asterisk with Hotdesk, three people, three desks with a phone each, two
 * of them behind the SIP edge, and a lamp key for Ann's number. Many threads, but one at a time.
 */
final class Cast implements AutoCloseable {
    static final String ANN = "201";
    static final String BOB = "202";
    static final String CLEO = "203";
    static final String ANN_PIN = "8264";
    static final String HOT_DESK = "1001";
    static final String BOBS_DESK = "1002";
    static final String CLEOS_DESK = "1003";

    private static final String EDGE_INSIDE = "127.0.0.9";
    private static final Map<String, String> FILES = Map.of(
            "voicemail.d/boxes.conf", "[default]\n201 => 4711,Ann Lee\n202 => 4712,Bob Ray\n203 => 4713,Cleo Fox\n");

    private final Ports ports = new Ports();
    private final List<Phone> phones = new ArrayList<>();
    private final List<LampState> annsLamp = new CopyOnWriteArrayList<>();
    private InetSocketAddress edge = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private Optional<LiveSystem> system = Optional.empty();
    private Optional<WatchPhone> watch = Optional.empty();

    /** Starts Asterisk and Hotdesk, and tells Hotdesk of people and desks. */
    void enter(AsteriskInstallation installation, Clock clock) {
        int port = ports.take(1);
        edge = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Map<String, String> settings = Map.of(
                "dial.ring-seconds",
                "8",
                "sip.listen",
                "127.0.0.1:" + port,
                "sip.tcp",
                "127.0.0.1:" + port,
                // An address that no phone has, since from there Asterisk takes calls of its devices without a secret.
                "sip.inner",
                EDGE_INSIDE + ":" + ports.take(1));
        LiveSystem live = LiveSystem.start(installation, ports, clock, FILES, settings);
        system = Optional.of(live);
        live.addUser(ANN, "Ann Lee", ANN_PIN, "--mailbox", ANN + "@default", "--ringtimer", "3");
        live.addUser(BOB, "Bob Ray", "6394", "--mailbox", BOB + "@default");
        live.addUser(CLEO, "Cleo Fox", "5937", "--mailbox", CLEO + "@default");
        PhoneAccount hot = behindTheEdge(PhoneLine.UDP, HOT_DESK, "--description", "hot desk at the window");
        PhoneAccount bobs = live.addDevice(BOBS_DESK, "--default-user", BOB);
        PhoneAccount cleos =
                behindTheEdge(PhoneLine.of(Transport.TCP), CLEOS_DESK, "--type", "fixed", "--default-user", CLEO);
        for (PhoneAccount account : List.of(hot, bobs, cleos)) {
            phones.add(Phone.registered(installation.programs(), ports, account, clock));
        }
        WatchPhone key =
                new WatchPhone(new SipAccount(cleos.name(), cleos.secret(), cleos.server()), this::seen, clock);
        watch = Optional.of(key);
        key.watchLamp(ANN);
    }

    /** Adds a device that registers at the SIP edge. */
    PhoneAccount behindTheEdge(PhoneLine line, String number, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--edge", "true"));
        return system().addDevice(number, all.toArray(String[]::new)).at(edge, line);
    }

    private void seen(Sighting sighting) {
        if (sighting instanceof Sighting.Lamp lamp) {
            annsLamp.add(lamp.state());
        }
    }

    LiveSystem system() {
        return system.orElseThrow(() -> new IllegalStateException("nobody has entered"));
    }

    Phone hotDesk() {
        return phones.get(0);
    }

    Phone bobsDesk() {
        return phones.get(1);
    }

    Phone cleosDesk() {
        return phones.get(2);
    }

    /** How the lamp key for Ann has looked, oldest first. */
    List<LampState> annsLamp() {
        return Collections.unmodifiableList(annsLamp);
    }

    @Override
    public void close() {
        watch.ifPresent(WatchPhone::close);
        phones.forEach(Phone::close);
        system.ifPresent(LiveSystem::close);
        ports.close();
    }
}
