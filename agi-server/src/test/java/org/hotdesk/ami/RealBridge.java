package org.hotdesk.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.link.AmiLogin;
import org.hotdesk.ami.link.AmiPace;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorPace;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Projection;
import org.hotdesk.demo.AmiAccess;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.How;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;

/**
 * A store with two hot desks (the second falls back to Bob), a fixed phone and two users, a private Asterisk, and the
 * bridge between them, all verified.
 */
final class RealBridge implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final DeviceNumber D = new DeviceNumber("2001");
    static final DeviceNumber E = new DeviceNumber("2002");
    static final DeviceNumber FIXED = new DeviceNumber("2003");
    static final UserNumber ANN = new UserNumber("201");
    static final UserNumber BOB = new UserNumber("301");

    final PrivateAsterisk asterisk;
    final Store store;
    private final MailboxMode mailboxes;
    private AsteriskBridge bridge;

    private RealBridge(PrivateAsterisk asterisk, Path folder, MailboxMode mailboxes) {
        this.asterisk = asterisk;
        this.mailboxes = mailboxes;
        this.store = StoreOnFile.open(folder);
        this.bridge = bridge(asterisk.ami(), store, mailboxes);
    }

    static RealBridge live(Lab lab, PrivateAsterisk asterisk, Path folder, MailboxMode mailboxes) {
        RealBridge real = lab.add(new RealBridge(asterisk, folder, mailboxes));
        real.put(
                List.of(
                        Device.adhoc(D),
                        Device.adhoc(E).fallingBackTo(BOB),
                        Device.adhoc(FIXED).fixedTo(BOB)),
                List.of(user(ANN, "Ann Lee"), user(BOB, "Bob")));
        real.bridge.start();
        real.awaitLive();
        return real;
    }

    static AsteriskBridge bridge(AmiAccess ami, Store store, MailboxMode mailboxes) {
        var config = new AmiConfig(
                "127.0.0.1", ami.address().getPort(), new AmiLogin(ami.user(), ami.secret()), AmiPace.standard());
        return new AsteriskBridge(
                new AsteriskConfig("lab", config, mailboxes, MirrorPace.standard()), store, Clock.systemUTC());
    }

    private static AmpUser user(UserNumber number, String name) {
        return AmpUser.builder(number, new DisplayName(name))
                .mailbox(MailboxAddress.parse(number + "@default"))
                .build();
    }

    AsteriskBridge bridge() {
        return bridge;
    }

    /** Ends the bridge and begins another on the same store. */
    void restart() {
        bridge.close();
        bridge = bridge(asterisk.ami(), store, mailboxes);
        bridge.start();
        awaitLive();
    }

    void awaitLive() {
        Bridged.eventually(() -> bridge.status().mirror().state() == MirrorState.LIVE);
    }

    void put(List<Device> devices, List<AmpUser> users) {
        Bridged.stored(store.directory().putAll(devices, users));
    }

    /** Logs in, and waits until Asterisk has it. */
    void login(DeviceNumber device, UserNumber user) {
        long seq = store.logins()
                .login(device, user, How.CODE)
                .fold(changed -> changed.seq(), unchanged -> 0L, refused -> 0L);
        assertThat(bridge.awaitMirrored(seq, SOON)).isTrue();
    }

    /** Logs off, and waits until Asterisk has it. */
    void logoff(DeviceNumber device) {
        long seq =
                store.logins().logoff(device, How.CODE).fold(changed -> changed.seq(), unchanged -> 0L, refused -> 0L);
        assertThat(bridge.awaitMirrored(seq, SOON)).isTrue();
    }

    /** The rows of the families that we write, as {@code database show} prints them. */
    SortedMap<String, String> rows() {
        SortedMap<String, String> rows = new TreeMap<>(asterisk.astdb());
        rows.keySet().removeIf(path -> !path.matches("/(DEVICE|AMPUSER|HOTDESK|CF|CFB|CFU|DND|CW)/.*"));
        return rows;
    }

    /** What {@link #rows} must be, beside these rows of others. */
    SortedMap<String, String> projection(Map<String, String> others) {
        SortedMap<String, String> rows = new TreeMap<>(others);
        Projection.all(store.floor()).forEach((AstDbKey key, String text) -> rows.put(key.toString(), text));
        return rows;
    }

    @Override
    public void close() {
        bridge.close();
        store.close();
    }
}
