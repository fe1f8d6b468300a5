package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotdesk.demo.PhoneCall.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class PhoneIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    private static final String DIALPLAN =
            """
            [lab]
            exten => _10XX,1,Set(CALLERID(all)="Ann Lee" <201>)
             same => n,Dial(PJSIP/${EXTEN},20)
            exten => 500,1,Answer()
             same => n,Read(HEARD,beep,6,,1,5)
             same => n,Verbose(1,heard=${HEARD})
            exten => _*11.,1,Verbose(1,code=${EXTEN})
             same => n,Hangup(21)
            """;

    private static PrivateAsterisk asterisk(Lab lab) {
        return lab.asterisk(Map.of(
                "extensions.d/lab.conf",
                DIALPLAN,
                "pjsip.d/lab.conf",
                TestDevices.pjsip("1001", "1002", "1003"),
                "voicemail.d/lab.conf",
                "[default]\n201 => 1234,Ann Lee\n"));
    }

    @Test
    void call_showsCallerIdAndIsTalkedAndHungUp(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        Phone first = lab.phone(asterisk, "1001");
        Phone second = lab.phone(asterisk, "1002");

        PhoneCall out = first.dial("1002");
        PhoneCall in = second.awaitCall(SOON).orElseThrow();
        assertThat(in.peerName()).contains("Ann Lee");
        assertThat(in.peerNumber()).isEqualTo("201");
        assertThat(out.await(State.RINGING, SOON)).isTrue();
        in.answer();
        assertThat(in.await(State.TALKING, SOON)).isTrue();
        assertThat(out.await(State.TALKING, SOON)).isTrue();
        out.hangUp();
        assertThat(in.await(State.CLOSED, SOON)).isTrue();
        assertThat(in.closedBecause()).contains("Connection reset by peer");
    }

    @Test
    void hangUp_whileRinging_isBusyToTheCaller(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        Phone first = lab.phone(asterisk, "1001");
        Phone second = lab.phone(asterisk, "1002");

        PhoneCall out = first.dial("1002");
        second.awaitCall(SOON).orElseThrow().hangUp();

        assertThat(out.await(State.CLOSED, SOON)).isTrue();
        assertThat(out.closedBecause()).contains("486 Busy Here");
    }

    @Test
    void secondCall_ringsBesideTheFirst_andEachIsHandledByItself(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        Phone called = lab.phone(asterisk, "1001");
        PhoneCall first = lab.phone(asterisk, "1002").dial("1001");
        PhoneCall firstIn = called.awaitCall(SOON).orElseThrow();
        firstIn.answer();
        assertThat(first.await(State.TALKING, SOON)).isTrue();

        PhoneCall second = lab.phone(asterisk, "1003").dial("1001");
        called.awaitCall(SOON).orElseThrow().hangUp();

        assertThat(second.await(State.CLOSED, SOON)).isTrue();
        assertThat(first.state()).isEqualTo(State.TALKING);
        firstIn.hangUp();
        assertThat(first.await(State.CLOSED, SOON)).isTrue();
    }

    @Test
    void answeringByItself_needsNobody(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        lab.phone(TestDevices.account(asterisk, "1002").answeringByItself());

        PhoneCall out = lab.phone(asterisk, "1001").dial("1002");

        assertThat(out.await(State.TALKING, SOON)).isTrue();
    }

    @Test
    void press_isHeardByAsterisk(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        long mark = asterisk.console().mark();
        PhoneCall call = lab.phone(asterisk, "1001").dial("500");
        assertThat(call.await(State.TALKING, SOON)).isTrue();
        Waiting.pause(500);

        call.press("12*09#");

        assertThat(asterisk.console().await(mark, Pattern.compile("heard=12\\*09$"), SOON))
                .isPresent();
    }

    @Test
    void dial_takesFeatureCodes(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        long mark = asterisk.console().mark();

        PhoneCall call = lab.phone(asterisk, "1001").dial("*11201*1234");

        assertThat(asterisk.console().await(mark, Pattern.compile("code=\\*11201\\*1234$"), SOON))
                .isPresent();
        assertThat(call.await(State.CLOSED, SOON)).isTrue();
        assertThat(call.closedBecause()).contains("403 Forbidden");
    }

    @Test
    void register_withAWrongSecret_isRefused(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        PhoneAccount wrong = PhoneAccount.of("1001", "wrong", asterisk.sip());
        Phone phone = lab.add(Phone.start(lab.phones(), lab.ports(), wrong, Clock.systemUTC()));

        assertThat(phone.register(SOON)).isEqualTo("401 Unauthorized");
    }

    @Test
    void close_unregisters_andUnplugDoesNot(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        Phone polite = lab.phone(asterisk, "1001");
        Phone rude = lab.phone(asterisk, "1002");

        polite.close();
        rude.unplug();

        String contacts = asterisk.cli("pjsip show contacts");
        assertThat(contacts).contains("1002/sip:").doesNotContain("1001/sip:");
    }

    @Test
    void messageWaiting_reachesThePhone_whenItsMailboxLinkIsSetAndRefreshed(Lab lab) throws IOException {
        PrivateAsterisk asterisk = asterisk(lab);
        Phone phone = lab.phone(asterisk, "1001");
        Path voicemail = asterisk.spoolFolder().resolve("voicemail");
        Path inbox = Files.createDirectories(voicemail.resolve("default/201/INBOX"));
        Files.writeString(inbox.resolve("msg0000.txt"), "[message]\n");
        Files.write(inbox.resolve("msg0000.wav"), new byte[44]);
        Files.createDirectories(voicemail.resolve("device"));
        Files.createSymbolicLink(voicemail.resolve("device/1001"), Path.of("../default/201"));

        Ami.send(asterisk.ami(), "Action: VoicemailRefresh\r\nContext: device\r\nMailbox: 1001");

        MessageWaiting lamp =
                phone.awaitMessageWaiting(MessageWaiting::waiting, SOON).orElseThrow();
        assertThat(lamp.fresh()).isEqualTo(1);
        assertThat(lamp.heard()).isZero();
    }

    @Test
    void tenPhones_registerAndAreCalledAtOnce(Lab lab) {
        String[] devices = Stream.iterate(1010, n -> n + 1)
                .limit(10)
                .map(n -> Integer.toString(n))
                .toArray(String[]::new);
        PrivateAsterisk asterisk =
                lab.asterisk(Map.of("extensions.d/lab.conf", DIALPLAN, "pjsip.d/lab.conf", TestDevices.pjsip(devices)));
        List<Phone> phones = Stream.of(devices)
                .map(device -> lab.phone(TestDevices.account(asterisk, device).answeringByItself()))
                .toList();

        List<PhoneCall> calls = Stream.iterate(0, n -> n + 1)
                .limit(10)
                .map(n -> phones.get(n).dial(devices[(n + 1) % 10]))
                .toList();

        assertThat(calls).allMatch(call -> call.await(State.TALKING, SOON));
        assertThat(asterisk.console().since(0)).doesNotContain("ERROR[").doesNotContain("WARNING[");
    }
}
