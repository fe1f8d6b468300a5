package org.hotdesk.chaos;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotdesk.demo.AsteriskInstallation;
import org.hotdesk.demo.Ports;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.demo.TestDevices;
import org.hotdesk.sip.watch.SipAccount;
import org.hotdesk.sip.watch.WatchPhone;

/** A real Asterisk that knows every phone, and phones at half of the desks. Thread-safe. */
final class ChaosAsterisk implements AutoCloseable {
    private final String name;
    private final PrivateAsterisk asterisk;
    private final List<WatchPhone> phones = new ArrayList<>();

    private ChaosAsterisk(String name, PrivateAsterisk asterisk) {
        this.name = name;
        this.asterisk = asterisk;
    }

    static ChaosAsterisk start(String name, AsteriskInstallation installation, Ports ports) {
        String[] desks = ChaosSystem.devices().toArray(String[]::new);
        var started = new ChaosAsterisk(
                name, PrivateAsterisk.start(installation, ports, Map.of("pjsip.d/lab.conf", TestDevices.pjsip(desks))));
        started.asterisk.cli("database put neighbours own untouched");
        return started;
    }

    /** Registers the phones; Asterisk knows them from then on, also when it is started again. */
    void registerPhones() {
        for (String device : ChaosSystem.registered()) {
            var account =
                    new SipAccount(device, TestDevices.account(asterisk, device).secret(), asterisk.sip());
            var phone = new WatchPhone(account, sighting -> {}, Clock.systemUTC());
            phones.add(phone);
            int status = phone.register().join();
            if (status != 200) {
                throw new IllegalStateException("phone " + device + " was not registered: " + status);
            }
        }
    }

    /** What the companions' configuration calls it. */
    String name() {
        return name;
    }

    PrivateAsterisk process() {
        return asterisk;
    }

    @Override
    public void close() {
        phones.forEach(WatchPhone::close);
        asterisk.close();
    }
}
