package org.hotdesk.agi.bench;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.agi.script.LookupLog;
import org.hotdesk.agi.script.LookupScript;
import org.hotdesk.agi.script.LookupScript.Half;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;

/** Hotdesk's FastAGI server over a floor of 10,000 users at 10,000 devices; ends when its standard input does. */
public final class LookupServerMain {
    static final int USERS = 10_000;
    static final int FIRST_USER = 20_000;
    static final int FIRST_DEVICE = 50_000;

    private LookupServerMain() {}

    public static void main(String[] arguments) throws IOException {
        Floor floor = floor();
        var script = new LookupScript(Half.BOTH, () -> floor, 15, new LookupLog(1_000), Clock.systemUTC());
        try (AgiServer server = AgiServer.start(AgiConfig.onLoopback(0), Map.of("call", script))) {
            Announced.until(server.address().getPort());
        }
    }

    private static Floor floor() {
        List<Device> devices = new ArrayList<>();
        List<AmpUser> users = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            var user = new UserNumber(Integer.toString(FIRST_USER + i));
            var device = new DeviceNumber(Integer.toString(FIRST_DEVICE + i));
            users.add(AmpUser.builder(user, new DisplayName("Person " + i))
                    .mailbox(MailboxAddress.parse(user + "@default"))
                    // Half have a caller id whose quotes need escaping.
                    .outboundcid(i % 2 == 0 ? CallerId.parse("\"Office\" <5550" + i + ">") : Optional.empty())
                    .ringtimer(20)
                    .build());
            devices.add(Device.adhoc(device));
            sessions.add(new Session(i, device, user, Instant.EPOCH, How.CODE));
        }
        return Floor.of(devices, users, sessions);
    }
}
