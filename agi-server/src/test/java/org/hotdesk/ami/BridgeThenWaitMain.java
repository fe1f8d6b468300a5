package org.hotdesk.ami;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.link.AmiLogin;
import org.hotdesk.ami.link.AmiPace;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorPace;
import org.hotdesk.demo.AmiAccess;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;

/** A companion on a shared database that writes an Asterisk, says so when it does, and waits to be frozen or killed. */
final class BridgeThenWaitMain {
    private BridgeThenWaitMain() {}

    /**
     * Runs until it is killed.
     *
     * @param args the database's URL and password file, the folder of the secrets; port, user and secret of the manager
     *     interface
     */
    public static void main(String[] args) throws InterruptedException {
        Path secrets = Path.of(args[2]);
        var config = new StoreConfig(
                args[0],
                new StoreConfig.Login(Optional.of("hotdesk"), Optional.of(Path.of(args[1]))),
                secrets.resolve("pepper"),
                secrets.resolve("keys"),
                "hotdesk",
                false);
        var ami = new AmiAccess(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[3])), args[4], args[5]);
        AsteriskBridge bridge = bridge(ami, Store.open(config, Clock.systemUTC()), "other");
        bridge.start();
        Bridged.eventually(() ->
                bridge.status().mirror().drainedBy().filter("other"::equals).isPresent()
                        && bridge.status().isSound());
        System.out.println("writes");
        Thread.sleep(Duration.ofMinutes(5).toMillis());
    }

    /** One of several companions. */
    static AsteriskBridge bridge(AmiAccess ami, Store store, String companion) {
        var config = new AmiConfig(
                "127.0.0.1", ami.address().getPort(), new AmiLogin(ami.user(), ami.secret()), AmiPace.standard());
        return new AsteriskBridge(
                new AsteriskConfig(
                        "lab",
                        config,
                        new MailboxMode.Off(),
                        MirrorPace.standard(),
                        AsteriskConfig.FIRST_PULSE,
                        companion),
                store,
                Clock.systemUTC());
    }
}
