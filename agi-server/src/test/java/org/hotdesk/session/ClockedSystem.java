package org.hotdesk.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.hotdesk.Hotdesk;
import org.hotdesk.config.ConfigReader;
import org.hotdesk.config.ConfigReading;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LiveSystem;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneAccount;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PhoneLine;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.EndedSession;
import org.hotdesk.store.LedgerQuery;
import org.hotdesk.store.PutOutcome;

/**
 * A system as an administrator sets it up, with app_queue and a SIP edge, whose companion runs in this process by a clock that the test puts
 * forward. One owner thread.
 */
final class ClockedSystem implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    private final LiveSystem system;
    private final int edge;
    private final ShiftedClock clock = new ShiftedClock();
    private Hotdesk hotdesk;

    private ClockedSystem(LiveSystem system, int edge) throws IOException {
        this.system = system;
        this.edge = edge;
        this.hotdesk = companion();
    }

    /** @param files Asterisk's further files, see {@link PrivateAsterisk#start} */
    static ClockedSystem start(Lab lab, Map<String, String> files) throws IOException {
        int edge = lab.ports().take(1);
        Map<String, String> settings = Map.of(
                "login.pin-in-code",
                "true",
                "sip.listen",
                "127.0.0.1:" + edge,
                "sip.inner",
                "127.0.0.9:" + lab.ports().take(1));
        LiveSystem system =
                lab.add(LiveSystem.start(lab.installation(), lab.ports(), Clock.systemUTC(), files, settings));
        system.companion().stop();
        Path modules = system.asterisk().configFolder().resolve("modules.conf");
        system.asterisk().write("modules.conf", Files.readString(modules).replace("noload=app_queue.so\n", ""));
        system.asterisk().restart();
        ClockedSystem clocked = lab.add(new ClockedSystem(system, edge));
        system.awaitHealthy();
        return clocked;
    }

    private Hotdesk companion() throws IOException {
        return Hotdesk.start(
                ConfigReader.read(system.config()).fold(ConfigReading.Accepted::config, refused -> {
                    throw new AssertionError(refused.problems().toString());
                }),
                clock);
    }

    /** Ends the companion and starts another, which knows nothing of what happened before. */
    void restartCompanion() throws IOException {
        hotdesk.close();
        hotdesk = companion();
        system.awaitHealthy();
    }

    /** A device behind the SIP edge, and what a phone is told to register there. */
    PhoneAccount deviceBehindTheEdge(String number) {
        return system.addDevice(number, "--edge", "true")
                .at(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge), PhoneLine.UDP);
    }

    LiveSystem system() {
        return system;
    }

    PrivateAsterisk asterisk() {
        return system.asterisk();
    }

    ShiftedClock clock() {
        return clock;
    }

    /** Sets a policy, or with an empty text clears it. */
    void policy(PolicyScope scope, PolicyKey key, String value) {
        assertThat(
                        value.isEmpty()
                                ? hotdesk.store().policies().clear(scope, key)
                                : hotdesk.store()
                                        .policies()
                                        .set(scope, key, key.read(value).orElseThrow()))
                .isInstanceOf(PutOutcome.Stored.class);
    }

    boolean sits(String user, String device) {
        return hotdesk.store()
                .floor()
                .sessionAt(new DeviceNumber(device))
                .map(Session::user)
                .filter(new UserNumber(user)::equals)
                .isPresent();
    }

    /** Dials the login code with the PIN behind it, and waits until the user sits there, in astdb too. */
    void logIn(Phone phone, String user, String pin) {
        PhoneCall call = phone.dial("*11" + user + "*" + pin);
        eventually(user + " logs in", () -> user.equals(userAt(phone.account().name())));
        awaitQuiet(call);
    }

    /** Dials the logoff code, and waits until nobody sits there. */
    void logOff(Phone phone) {
        PhoneCall call = phone.dial("*12");
        awaitEnd(phone.account().name());
        awaitQuiet(call);
    }

    private String userAt(String device) {
        return asterisk().astdb().getOrDefault("/DEVICE/" + device + "/user", "");
    }

    /** Waits until nobody sits there, in the store and in astdb; why the last session there ended. */
    EndedSession.Why awaitEnd(String device) {
        eventually("nobody is at " + device, () -> "none".equals(userAt(device)));
        return lastEnded(device).orElseThrow().why();
    }

    Optional<EndedSession> lastEnded(String device) {
        return hotdesk
                .store()
                .ledger()
                .sessions(new LedgerQuery(Optional.of(new DeviceNumber(device)), Optional.empty(), Optional.empty(), 1))
                .stream()
                .findFirst();
    }

    /** Waits longer than the keeper needs to end what is due. */
    void assertStays(String user, String device) {
        pause(Duration.ofMillis(1_600));
        assertThat(sits(user, device)).as("%s still sits at %s", user, device).isTrue();
    }

    /** Waits until Asterisk has played this to somebody since the mark. */
    void awaitSaid(long mark, String file) {
        assertThat(asterisk().console().await(mark, Pattern.compile("Playing '" + file + "[.']"), SOON))
                .as("%s is played", file)
                .isPresent();
    }

    /** Waits until the call is over at the phone and Asterisk has none left. */
    void awaitQuiet(PhoneCall call) {
        assertThat(call.await(PhoneCall.State.CLOSED, SOON)).isTrue();
        eventually(
                "no channel is left", () -> asterisk().cli("core show channels").contains("0 active channels"));
    }

    void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            pause(Duration.ofMillis(100));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        hotdesk.close();
    }
}
