package org.hotdesk.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.link.AmiLogin;
import org.hotdesk.ami.link.AmiPace;
import org.hotdesk.ami.link.FakeAsterisk;
import org.hotdesk.ami.link.RetryPace;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorPace;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.ami.phone.PhoneListener;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.LoginOutcome;
import org.hotdesk.store.PutOutcome;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;

/** A store, a stand-in for Asterisk, and the bridge between them, with two hot desks, one of them with a default user. */
public final class Bridged implements AutoCloseable {
    public static final Duration SOON = Duration.ofSeconds(20);
    public static final DeviceNumber D = new DeviceNumber("2001");
    public static final DeviceNumber E = new DeviceNumber("2002");
    public static final UserNumber ANN = new UserNumber("201");
    public static final UserNumber BOB = new UserNumber("301");

    public final Store store;
    public final FakeAsterisk asterisk = new FakeAsterisk();
    private final Path folder;
    private MailboxMode mailboxes = new MailboxMode.Off();
    private MirrorPace pace = new MirrorPace(1_000_000, Duration.ofHours(1));
    private PhoneListener listener = PhoneListener.NOBODY;
    private AsteriskBridge bridge;

    /** The bridge is not started yet. */
    public Bridged(Path folder) {
        this.folder = folder;
        this.store = StoreOnFile.open(folder);
        put(
                List.of(StoreOnFile.device("2001"), StoreOnFile.device("2002").fallingBackTo(BOB)),
                List.of(StoreOnFile.user("201", "Ann Lee"), StoreOnFile.user("301", "Bob")));
        // Said after a login it would set off a second verification, at a moment no test knows.
        asterisk.booted(false);
        this.bridge = newBridge();
    }

    public Bridged with(MailboxMode mode) {
        mailboxes = mode;
        bridge = newBridge();
        return this;
    }

    public Bridged with(MirrorPace other) {
        pace = other;
        bridge = newBridge();
        return this;
    }

    public Bridged with(PhoneListener other) {
        listener = other;
        bridge = newBridge();
        return this;
    }

    /** Starts the bridge and waits until all is verified. */
    public Bridged live() {
        bridge.start();
        awaitLive();
        eventually(bridge::isUp); // what is said by an event before that is not heard
        return this;
    }

    public AsteriskBridge bridge() {
        return bridge;
    }

    /** Ends the bridge and begins a new one on the same store, as after a restart of the companion. */
    public void restart() {
        bridge.close();
        bridge = newBridge();
        live();
    }

    public void awaitLive() {
        eventually(() -> bridge.status().mirror().state() == MirrorState.LIVE);
    }

    public long put(List<Device> devices, List<AmpUser> users) {
        return stored(store.directory().putAll(devices, users));
    }

    public long login(DeviceNumber device, UserNumber user) {
        return seq(store.logins().login(device, user, How.CODE));
    }

    public long logoff(DeviceNumber device) {
        return seq(store.logins().logoff(device, How.CODE));
    }

    /** Logs in and waits until Asterisk has it. */
    public void loginMirrored(DeviceNumber device, UserNumber user) {
        assertThat(bridge.awaitMirrored(login(device, user), SOON)).isTrue();
    }

    public void logoffMirrored(DeviceNumber device) {
        assertThat(bridge.awaitMirrored(logoff(device), SOON)).isTrue();
    }

    public String row(String path) {
        return asterisk.astDb().getOrDefault(path, "");
    }

    public String lamp(String name) {
        return asterisk.variables().getOrDefault("DEVICE_STATE(Custom:" + name + ")", "");
    }

    /** The {@code Data} of the user events so far, each behind its name. */
    public List<String> userEvents() {
        return asterisk.actions("UserEvent").stream()
                .map(action -> action.get("UserEvent") + " " + action.get("Data"))
                .toList();
    }

    /** All rows that must exist, as the stand-in keeps them. */
    public SortedMap<String, String> projection() {
        SortedMap<String, String> rows = new TreeMap<>();
        Projection.all(store.floor()).forEach((AstDbKey key, String text) -> rows.put(key.toString(), text));
        return rows;
    }

    /** Waits until astdb is exactly the projection of the store and these rows of others. */
    public void awaitImage(Map<String, String> others) {
        eventually(() -> {
            SortedMap<String, String> wanted = projection();
            wanted.putAll(others);
            return asterisk.astDb().equals(wanted);
        });
    }

    /** Waits for what comes soon, or fails. */
    public static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time waited").isLessThan(end);
            pause(Duration.ofMillis(5));
        }
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static long stored(PutOutcome outcome) {
        return outcome.fold(stored -> stored.seq(), rejected -> {
            throw new AssertionError(rejected.reasons());
        });
    }

    private static long seq(LoginOutcome outcome) {
        return outcome.fold(changed -> changed.seq(), unchanged -> 0L, refused -> {
            throw new AssertionError(refused.reason());
        });
    }

    private AsteriskBridge newBridge() {
        return new AsteriskBridge(
                new AsteriskConfig("lab", ami(asterisk.port()), mailboxes, pace), store, listener, Clock.systemUTC());
    }

    private static AmiConfig ami(int port) {
        RetryPace retry = new RetryPace(
                Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(100));
        return new AmiConfig(
                "127.0.0.1",
                port,
                new AmiLogin(FakeAsterisk.USER, FakeAsterisk.SECRET),
                new AmiPace(SOON, Duration.ofSeconds(2), Duration.ofSeconds(1), 200, retry));
    }

    /** The folder of this test. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        bridge.close();
        asterisk.close();
        store.close();
    }
}
