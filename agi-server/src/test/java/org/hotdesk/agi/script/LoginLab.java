package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.agi.script.LoginScript.Code;
import org.hotdesk.ami.AsteriskBridge;
import org.hotdesk.ami.AsteriskConfig;
import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.link.AmiLogin;
import org.hotdesk.ami.link.AmiPace;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorPace;
import org.hotdesk.astdb.Projection;
import org.hotdesk.demo.AmiAccess;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.demo.TestDevices;
import org.hotdesk.dialplan.DialplanConfig;
import org.hotdesk.dialplan.ExtensionsConf;
import org.hotdesk.login.PinGate;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;

/** A real Asterisk with our dialplan, mirrored from a store of the test's own, and the login codes served beside it. */
record LoginLab(Store store, PrivateAsterisk asterisk, AgiServer agi, AsteriskBridge bridge) {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Where Asterisk finds the codes: the server itself, or something a test puts before it. */
    interface Way {
        int portTo(AgiServer server) throws IOException;
    }

    static LoginLab start(Lab lab, Path folder, List<Device> devices, List<AmpUser> users) throws IOException {
        return start(lab, folder, devices, users, server -> server.address().getPort());
    }

    static LoginLab start(Lab lab, Path folder, List<Device> devices, List<AmpUser> users, Way way) throws IOException {
        Store store = lab.add(StoreOnFile.open(folder));
        store.directory().putAll(devices, users);
        PrivateAsterisk asterisk = lab.unstartedAsterisk();
        AsteriskBridge bridge = lab.add(new AsteriskBridge(mirrored(asterisk.ami()), store, Clock.systemUTC()));
        MirrorAcknowledgement mirror = (call, seq, most) -> bridge.awaitMirrored(seq, most);
        var gate = PinGate.standard(store);
        AgiServer agi = lab.add(AgiServer.start(
                AgiConfig.onLoopback(0),
                Map.of(
                        "change-pin", new ChangePinScript(store, gate, 3),
                        "login", new LoginScript(Code.LOGIN, store, mirror, gate, 3),
                        "logoff", new LoginScript(Code.LOGOFF, store, mirror, gate, 3),
                        "toggle", new LoginScript(Code.TOGGLE, store, mirror, gate, 3))));
        DialplanConfig dialplan =
                DialplanConfig.usual().withAgi("127.0.0.1:" + way.portTo(agi)).withPinInCode(true);
        String[] names =
                devices.stream().map(device -> device.number().digits()).toArray(String[]::new);
        asterisk.write("extensions.d/hotdesk.conf", ExtensionsConf.text(dialplan));
        asterisk.write("extensions.d/lab.conf", "[lab]\ninclude => from-internal\n");
        asterisk.write("pjsip.d/lab.conf", TestDevices.pjsip(names));
        asterisk.start();
        bridge.start();
        awaitAllMirrored(bridge, store.changes().latest());
        return new LoginLab(store, asterisk, agi, bridge);
    }

    // Without a link, which takes a moment to come, the bridge says no at once.
    private static void awaitAllMirrored(AsteriskBridge bridge, long seq) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!bridge.awaitMirrored(seq, SOON)) {
            assertThat(System.nanoTime()).as("all is mirrored within %s", SOON).isLessThan(end);
            pause(50);
        }
    }

    private static AsteriskConfig mirrored(AmiAccess access) {
        var ami = new AmiConfig(
                access.address().getHostString(),
                access.address().getPort(),
                new AmiLogin(access.user(), access.secret()),
                AmiPace.standard());
        return new AsteriskConfig("lab", ami, new MailboxMode.Off(), MirrorPace.standard());
    }

    /** The rows of devices and users as Asterisk's own CLI shows them. */
    SortedMap<String, String> rowsInAsterisk() {
        SortedMap<String, String> rows = new TreeMap<>(asterisk.astdb());
        rows.keySet().removeIf(key -> !key.startsWith("/DEVICE/") && !key.startsWith("/AMPUSER/"));
        return rows;
    }

    /** The rows that must be there for what the store holds now. */
    SortedMap<String, String> rowsOfTheStore() {
        SortedMap<String, String> rows = new TreeMap<>();
        Projection.all(store.floor()).forEach((key, text) -> rows.put("/" + key.family() + "/" + key.key(), text));
        rows.keySet().removeIf(key -> !key.startsWith("/DEVICE/") && !key.startsWith("/AMPUSER/"));
        return rows;
    }

    /** Lets time pass, as a caller does between hearing and pressing. */
    static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
