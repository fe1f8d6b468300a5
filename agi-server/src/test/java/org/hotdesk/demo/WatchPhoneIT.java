package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.peer.RawPhone;
import org.hotdesk.sip.watch.LampState;
import org.hotdesk.sip.watch.Sighting;
import org.hotdesk.sip.watch.Sightings;
import org.hotdesk.sip.watch.SipAccount;
import org.hotdesk.sip.watch.WatchPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The watching phone of sip-edge and its lying one against the real Asterisk. */
@ExtendWith(LabExtension.class)
class WatchPhoneIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String DIALPLAN =
            """
            [lab]
            exten => 500,1,Verbose(1,endpoint=${CHANNEL(endpoint)} callerid=${CALLERID(num)})
             same => n,Answer()
             same => n,Wait(10)
            [lamps]
            exten => _X.,hint,Custom:HD${EXTEN}
            """;

    private final Sightings seen = new Sightings();

    private static PrivateAsterisk asterisk(Lab lab) {
        String device = TestDevices.pjsip("1001")
                .replace("type=aor\n", "type=aor\nmailboxes=1001@device\n")
                .replace(
                        "type=endpoint\n",
                        "type=endpoint\nsubscribe_context=lamps\nmwi_subscribe_replaces_unsolicited=yes\n");
        return lab.asterisk(Map.of(
                "extensions.d/lab.conf", DIALPLAN,
                "pjsip.d/lab.conf", device,
                "voicemail.d/lab.conf", "[device]\n1001 => 1234,Desk\n"));
    }

    private WatchPhone phone(Lab lab, PrivateAsterisk asterisk, String password) {
        return lab.add(new WatchPhone(new SipAccount("1001", password, asterisk.sip()), seen, Clock.systemUTC()));
    }

    private void shows(PrivateAsterisk asterisk, String state, LampState lamp) {
        int from = seen.count();
        asterisk.cli("devstate change Custom:HD201 " + state);
        assertThat(seen.awaitLamp(from, "201", lamp, SOON)).as(state).isPresent();
    }

    @Test
    void lamp_followsTheCustomState(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        asterisk.cli("devstate change Custom:HD201 NOT_INUSE");
        phone(lab, asterisk, "secret-of-1001").watchLamp("201");
        assertThat(seen.awaitLamp(0, "201", LampState.IDLE, SOON)).isPresent();
        shows(asterisk, "RINGING", LampState.RINGING);
        shows(asterisk, "INUSE", LampState.CONFIRMED);
        shows(asterisk, "BUSY", LampState.CONFIRMED);
        shows(asterisk, "NOT_INUSE", LampState.IDLE);
    }

    @Test
    void lamp_livesThroughARestartOfAsterisk(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        phone(lab, asterisk, "secret-of-1001").watchLamp("201");
        assertThat(seen.awaitLamp(0, "201", LampState.IDLE, SOON)).isPresent();
        asterisk.restart();
        shows(asterisk, "RINGING", LampState.RINGING);
    }

    @Test
    void mailbox_isToldWhenAMessageComes(Lab lab) throws IOException {
        PrivateAsterisk asterisk = asterisk(lab);
        phone(lab, asterisk, "secret-of-1001").watchMailbox();
        assertThat(seen.awaitMailbox(0, messages -> !messages.waiting(), SOON)).isPresent();
        Path inbox = Files.createDirectories(asterisk.spoolFolder().resolve("voicemail/device/1001/INBOX"));
        Files.writeString(inbox.resolve("msg0000.txt"), "[message]\nduration=1\n");
        asterisk.cli("module reload app_voicemail.so");
        assertThat(seen.awaitMailbox(0, messages -> messages.fresh() == 1, SOON))
                .isPresent();
    }

    @Test
    void wrongPassword_isToldAs401(Lab lab) throws Exception {
        PrivateAsterisk asterisk = asterisk(lab);
        WatchPhone phone = phone(lab, asterisk, "wrong");
        assertThat(phone.register().get()).isEqualTo(401);
        phone.watchLamp("201");
        assertThat(seen.await(0, s -> s instanceof Sighting.Failed failed && failed.status() == 401, SOON))
                .isPresent();
    }

    @Test
    void forgedNames_reachTheDialplanOfTheEndpointThatAuthenticated(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        RawPhone phone = lab.add(new RawPhone(asterisk.sip(), new RawPhone.Account("1001", "secret-of-1001")));
        RawPhone.Request forgedHeaders = call(asterisk, "\"Boss\" <sip:1001@127.0.0.1>");
        Optional<SipMessage> accepted = phone.ask(forgedHeaders, SOON);
        assertThat(accepted.map(SipMessage::status)).contains(200);
        assertThat(phone.hangUp(forgedHeaders, accepted.orElseThrow(), SOON).map(SipMessage::status))
                .contains(200);
        assertThat(asterisk.console().await(0, Pattern.compile("endpoint=1001 callerid=1001"), SOON))
                .isPresent();
        assertThat(phone.ask(call(asterisk, "\"Boss\" <sip:200@127.0.0.1>"), SOON)
                        .map(SipMessage::status))
                .contains(401);
    }

    private static RawPhone.Request call(PrivateAsterisk asterisk, String from) {
        String uri = "sip:500@127.0.0.1:" + asterisk.sip().getPort();
        return new RawPhone.Request(
                "INVITE", uri, from, List.of("P-Asserted-Identity: <sip:200@127.0.0.1>"), RawPhone.audio());
    }
}
