package org.hotdesk.demo.bench;

import java.io.IOException;
import java.util.Map;
import org.hotdesk.demo.AmiAccess;
import org.hotdesk.demo.AsteriskInstallation;
import org.hotdesk.demo.AsteriskRoot;
import org.hotdesk.demo.DemoException;
import org.hotdesk.demo.Ports;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.demo.Suite;

/**
 * Lends a private Asterisk to another process: starts one, prints one line {@code asterisk <version> <host> <port> <user>
 * <secret>} of its manager interface, and ends it when standard input ends.
 */
public final class LendAsteriskMain {
    private LendAsteriskMain() {}

    public static void main(String[] arguments) throws IOException {
        AsteriskInstallation installation = new AsteriskRoot(AsteriskRoot.usualCache(), Suite.UNSTABLE)
                .prepare(LendAsteriskMain::tell)
                .fold(ready -> ready, unusable -> {
                    throw new DemoException(unusable.detail());
                });
        try (Ports ports = new Ports();
                PrivateAsterisk asterisk = PrivateAsterisk.start(installation, ports, Map.of())) {
            AmiAccess ami = asterisk.ami();
            say("asterisk " + asterisk.version() + " 127.0.0.1 " + ami.address().getPort() + " " + ami.user() + " "
                    + ami.secret());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static void say(String line) {
        System.out.println(line);
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static void tell(String line) {
        System.err.println("# " + line);
    }
}
