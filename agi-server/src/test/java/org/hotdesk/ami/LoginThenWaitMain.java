package org.hotdesk.ami;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.demo.AmiAccess;
import org.hotdesk.model.How;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;

/** A companion that logs somebody in, says so when it is acknowledged, and waits to be killed. */
final class LoginThenWaitMain {
    private LoginThenWaitMain() {}

    /**
     * Runs until it is killed.
     *
     * @param args the store's folder; port, user and secret of the manager interface
     */
    public static void main(String[] args) throws InterruptedException {
        AmiAccess ami = new AmiAccess(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])), args[2], args[3]);
        Store store = StoreOnFile.open(Path.of(args[0]));
        AsteriskBridge bridge = RealBridge.bridge(ami, store, new MailboxMode.Off());
        bridge.start();
        Bridged.eventually(() -> bridge.status().mirror().state() == MirrorState.LIVE);
        long seq = store.logins()
                .login(RealBridge.D, RealBridge.ANN, How.CODE)
                .fold(changed -> changed.seq(), unchanged -> -1L, refused -> -1L);
        System.out.println(
                seq > 0 && bridge.awaitMirrored(seq, Duration.ofSeconds(20)) ? "acknowledged" : "not acknowledged");
        Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
}
