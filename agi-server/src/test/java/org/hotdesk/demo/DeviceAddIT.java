package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.peer.RawPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator's {@code device} commands, and how soon a phone feels them. */
@ExtendWith(LabExtension.class)
class DeviceAddIT {
    private static final Duration KNOWN_LIMIT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    @Test
    void phone_canRegisterWithinTwoSeconds_andNoLongerOnceRemoved(Lab lab) {
        LiveSystem system =
                lab.add(LiveSystem.start(lab.installation(), lab.ports(), Clock.systemUTC(), Map.of(), Map.of()));
        system.addDevice("1001");
        PhoneAccount account = system.addDevice("1002");
        Instant added = Clock.systemUTC().instant();
        RawPhone phone =
                lab.add(new RawPhone(account.server(), new RawPhone.Account(account.name(), account.secret())));
        assertThat(Waiting.until(KNOWN_LIMIT, () -> register(phone, account) == 200))
                .isTrue();
        assertThat(Duration.between(added, Clock.systemUTC().instant())).isLessThan(KNOWN_LIMIT);

        system.operator().ok("device", "remove", "1002");
        assertThat(Waiting.until(KNOWN_LIMIT, () -> register(phone, account) != 200))
                .isTrue();
    }

    /** The status of the answer, 0 when none came. */
    private static int register(RawPhone phone, PhoneAccount account) {
        // The raw phone's To is its Request-URI, and a registrar looks at To.
        String address =
                "sip:" + account.name() + "@127.0.0.1:" + account.server().getPort();
        var request = new RawPhone.Request("REGISTER", address, "<" + address + ">", List.of("Expires: 60"), "");
        return phone.ask(request, ANSWER).map(SipMessage::status).orElse(0);
    }
}
