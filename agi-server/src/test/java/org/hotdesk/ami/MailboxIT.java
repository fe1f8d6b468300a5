package org.hotdesk.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.RealBridge.ANN;
import static org.hotdesk.ami.RealBridge.D;
import static org.hotdesk.ami.RealBridge.E;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.MessageWaiting;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.demo.TestDevices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Message-waiting lamps on phones, by NOTIFY on the wire. */
@ExtendWith(LabExtension.class)
class MailboxIT {

    private static final Duration LAMP = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String DIALPLAN =
            """
            [lab]
            exten => 201,1,VoiceMail(201@default,s)
            exten => 97,1,VoiceMailMain(201@default,s)
            """;

    @TempDir
    Path folder;

    private static PrivateAsterisk asterisk(Lab lab, String voicemail) {
        return lab.asterisk(Map.of(
                "extensions.d/lab.conf",
                DIALPLAN,
                "pjsip.d/lab.conf",
                TestDevices.pjsip("2001", "2002"),
                "voicemail.d/lab.conf",
                voicemail));
    }

    private static final String BOXES =
            "[default]\n201 => 1,Ann,,,envelope=no|saycid=no|sayduration=no\n301 => 1,Bob\n";

    @Test
    void symlinks_lampFollowsLoginMessageAndLogoff(Lab lab) throws IOException {
        PrivateAsterisk asterisk = asterisk(lab, BOXES);
        Path spool = asterisk.spoolFolder().resolve("voicemail");
        RealBridge real = RealBridge.live(lab, asterisk, folder, new MailboxMode.Symlinks(spool));
        assertThat(real.bridge().status().mailboxes().refreshFault()).isEmpty();

        story(lab, real, spool);

        assertThat(Files.readSymbolicLink(spool.resolve("device/2002")).toString())
                .isEqualTo("../default/301");
        assertThat(spool.resolve("device/2001")).doesNotExist();
    }

    @Test
    void aliases_lampFollowsLoginMessageAndLogoff(Lab lab) throws IOException {
        PrivateAsterisk asterisk = asterisk(
                lab, "[general](+)\naliasescontext=hotdesk\n[hotdesk]\n#tryinclude \"aliases.conf\"\n" + BOXES);
        Path spool = asterisk.spoolFolder().resolve("voicemail");
        RealBridge real = RealBridge.live(
                lab,
                asterisk,
                folder,
                new MailboxMode.Aliases(asterisk.configFolder().resolve("aliases.conf")));

        story(lab, real, spool);
    }

    @Test
    void notices_lampFollowsLoginMessageLogoffAndRegistration(Lab lab) throws IOException {
        String phones = TestDevices.pjsip("2001", "2002", "2003").replaceAll("(?m)^mailboxes=.*\\n", "");
        PrivateAsterisk asterisk = lab.asterisk(
                Map.of("extensions.d/lab.conf", DIALPLAN, "pjsip.d/lab.conf", phones, "voicemail.d/lab.conf", BOXES));
        RealBridge real = RealBridge.live(lab, asterisk, folder, new MailboxMode.Notify());

        story(lab, real, asterisk.spoolFolder().resolve("voicemail"));

        assertThat(real.bridge().status().mailboxes().refreshFault()).isEmpty();
        assertThat(asterisk.spoolFolder().resolve("voicemail/device")).doesNotExist();
        real.login(D, ANN);
        Instant at = now();
        awaitLamp(lab.phone(asterisk, "2001"), "1/0", at, "registration of another phone");
    }

    private static void story(Lab lab, RealBridge real, Path spool) throws IOException {
        PrivateAsterisk asterisk = real.asterisk;
        Phone desk = lab.phone(asterisk, "2001");
        Phone other = lab.phone(asterisk, "2002");
        leaveMessage(other);
        Bridged.eventually(() -> Files.exists(spool.resolve("default/201/INBOX/msg0000.txt")));

        Instant at = now();
        real.login(D, ANN);
        awaitLamp(desk, "1/0", at, "login");
        at = now();
        real.login(E, ANN);
        awaitLamp(other, "1/0", at, "login at the second phone");

        at = leaveMessage(other);
        awaitLamp(desk, "2/0", at, "new message");
        awaitLamp(other, "2/0", at, "new message");

        at = hearOneMessage(desk);
        awaitLamp(desk, "1/1", at, "a message heard");
        awaitLamp(other, "1/1", at, "a message heard at the other phone");

        Path old = spool.resolve("default/201/Old");
        Files.delete(old.resolve("msg0000.txt"));
        Files.delete(old.resolve("msg0000.wav"));
        at = now();
        real.bridge().repair(false);
        awaitLamp(desk, "1/0", at, "a repair after somebody removed a message by hand");
        awaitLamp(other, "1/0", at, "a repair after somebody removed a message by hand");

        at = now();
        real.logoff(D);
        awaitLamp(desk, "0/0", at, "logoff");
        at = now();
        real.logoff(E);
        awaitLamp(other, "0/0", at, "back to the default user");
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    /** Calls Ann's mailbox, says something, and hangs up; when that was. */
    private static Instant leaveMessage(Phone phone) {
        PhoneCall call = phone.dial("201");
        assertThat(call.await(PhoneCall.State.TALKING, SOON)).isTrue();
        Bridged.pause(Duration.ofSeconds(4));
        call.hangUp();
        return now();
    }

    /** Listens to Ann's first message and hangs up; when that was. */
    private static Instant hearOneMessage(Phone phone) {
        PhoneCall call = phone.dial("97");
        assertThat(call.await(PhoneCall.State.TALKING, SOON)).isTrue();
        Bridged.pause(Duration.ofSeconds(2));
        call.press("1");
        Bridged.pause(Duration.ofSeconds(6));
        call.hangUp();
        return now();
    }

    /** The phone shows this many new and old messages, told within two seconds after that moment. */
    private static void awaitLamp(Phone phone, String counts, Instant from, String after) {
        Optional<MessageWaiting> shown =
                phone.awaitMessageWaiting(lamp -> counts.equals(lamp.fresh() + "/" + lamp.heard()), SOON);
        assertThat(shown)
                .as("%s after %s, all: %s", counts, after, phone.messageWaiting())
                .isPresent();
        assertThat(Duration.between(from, shown.get().at()))
                .as("time to the lamp after %s", after)
                .isLessThan(LAMP);
    }
}
