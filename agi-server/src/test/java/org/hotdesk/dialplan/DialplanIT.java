package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.model.Floor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dialplan does beside looking up calls: switches, lamps, voicemail, and guests who mean no good. */
@ExtendWith(LabExtension.class)
final class DialplanIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String BAD_NUMBER = "says im-sorry&check-number-dial-again";

    private static final Floor FLOOR = new LabFloor()
            .desk("1001")
            .desk("1002")
            .desk("1003")
            .pjsip("3003")
            .user("201", "Ann Lee", UnaryOperator.identity(), "1001")
            .user("202", "Bob", bob -> bob.mailbox(LabFloor.box("202@default")), "1002")
            .user("203", "Cy", "3003")
            .build();

    // A phone that needs no password, so that a test can speak SIP for it in one message.
    private static final Map<String, String> OPEN_PHONE = Map.of(
            "pjsip.d/open.conf",
            """
            [3003]
            type=endpoint
            context=from-internal
            aors=3003
            allow=ulaw
            [3003]
            type=aor
            max_contacts=10
            [493012345]
            type=endpoint
            context=lab-guests
            allow=ulaw
            """,
            "extensions.d/guests.conf",
            "[lab-guests]\nexten => _X.,1,Goto(hotdesk-from-trunk,${EXTEN},1)\n");

    private static RoadLab road;

    @BeforeAll
    static void start(Lab lab) {
        road = lab.add(RoadLab.start(lab, RoadLab.withoutCompanion(lab), OPEN_PHONE));
    }

    @BeforeEach
    void showFloor() {
        road.hangUpAll();
        road.show(FLOOR);
        road.manager().forget();
    }

    private static List<String> dial(String desk, String number, int lines) {
        road.manager().forget();
        road.originate(number, "lab-desk", "__HD_DEVICE=" + desk);
        List<String> seen = road.seen(lines);
        road.hangUpAll();
        return seen;
    }

    private static Optional<Map<String, String>> userEvent(String name) {
        return road.manager().await(SOON, events -> events.stream()
                .filter(event -> name.equals(event.get("UserEvent")))
                .findFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "*78, DND, YES, do-not-disturb&activated, *79, do-not-disturb&de-activated",
        "*70, CW, ENABLED, call-waiting&activated, *71, call-waiting&de-activated",
        "*72+4930555, CF, +4930555, call-fwd-unconditional&activated, *73, call-fwd-unconditional&de-activated",
        "*90203, CFB, 203, call-fwd-on-busy&activated, *91, call-fwd-on-busy&de-activated",
        "*52203, CFU, 203, call-fwd-no-ans&activated, *53, call-fwd-no-ans&de-activated"
    })
    void switch_writesTheUsersRow_andTellsTheCompanion(
            String on, String family, String text, String saidOn, String off, String saidOff) {
        road.originate(on, "lab-desk", "__HD_DEVICE=1002");
        assertThat(road.seen(1)).containsExactly("says " + saidOn);
        assertThat(userEvent("HotdeskFeature"))
                .hasValueSatisfying(event ->
                        assertThat(event).containsEntry("Family", family).containsEntry("User", "202"));
        assertThat(road.asterisk().astdb()).containsEntry("/" + family + "/202", text);
        road.hangUpAll();
        road.manager().forget();
        road.originate(off, "lab-desk", "__HD_DEVICE=1002");
        assertThat(road.seen(1)).containsExactly("says " + saidOff);
        assertThat(userEvent("HotdeskFeature")).isPresent();
        assertThat(road.asterisk().astdb()).doesNotContainKey("/" + family + "/202");
        road.hangUpAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*78", "*79", "*72203", "*97"})
    void switch_atAnEmptyPhone_isRefused(String code) {
        assertThat(dial("1003", code, 1)).containsExactly("says im-sorry&feature-not-avail-line");
        assertThat(road.asterisk().astdb().keySet())
                .noneMatch(key -> key.startsWith("/DND/") || key.startsWith("/CF/"));
    }

    @Test
    void ownVoicemail_isOpenedForWhoSitsThere() {
        road.originate("*97", "lab-desk", "__HD_DEVICE=1002");
        assertThat(executed("VoiceMailMain")).isEqualTo("202@default");
        road.hangUpAll();
    }

    private static String executed(String application) {
        return road.manager()
                .await(SOON, events -> events.stream()
                        .filter(event -> application.equals(event.get("Application")))
                        .map(event -> event.getOrDefault("AppData", ""))
                        .findFirst())
                .orElse("never executed");
    }

    @Test
    void lamps_areThereForEveryUser_andSurviveAReload() {
        road.manager().send("Action: Setvar\r\nVariable: DEVICE_STATE(Custom:HD202)\r\nValue: INUSE");
        assertThat(lamp("202")).isEqualTo("InUse");
        road.asterisk().cli("dialplan reload");
        assertThat(lamp("202")).isEqualTo("InUse");
        assertThat(road.asterisk().cli("dialplan show hotdesk-hints")).contains("Custom:HD${EXTEN}");
    }

    private static String lamp(String user) {
        return road.manager()
                .send("Action: ExtensionState\r\nExten: " + user + "\r\nContext: from-internal")
                .getOrDefault("StatusText", "");
    }

    @Test
    void callThatWasForwardedTooOften_ends() {
        road.originate("202", "lab-desk", "__HD_DEVICE=1001", "__TTL=1");
        assertThat(road.seen(1)).containsExactly("says im-sorry&cannot-complete-as-dialed");
        road.hangUpAll();
    }

    @Test
    void forwardsInACircle_end() {
        road.put(new AstDbKey("CF", "202"), "203");
        road.put(new AstDbKey("CF", "203"), "202");
        road.manager().forget();
        road.originate("202", "lab-desk", "__HD_DEVICE=1001");
        String end = road.manager()
                .await(Duration.ofSeconds(20), events -> CallTrace.of(events).stream()
                        .filter(line -> line.startsWith("voicemail") || line.startsWith("tone"))
                        .findFirst())
                .orElse("no end");
        assertThat(end).isEqualTo("voicemail 202@default,u");
        assertThat(CallTrace.of(road.manager().events()).size()).isLessThan(70);
        road.hangUpAll();
    }

    @Test
    void deviceList_withGapsAndStrangers_isRung() {
        road.put(new AstDbKey("AMPUSER", "203/device"), "&1003&&9999&1002");
        assertThat(dial("1001", "203", 1)).startsWith("dials Local/1002@lab-phone&Local/1003@lab-phone for  HhTtrI");
    }

    // Asterisk lets all of these through to the dialplan.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "20,2",
                "20%2C2",
                "202%29",
                "202)%2C60",
                "20%24%7BSHELL(id)%7D",
                "202%22%5D",
                "20%26PJSIP%2F1",
                "20;2",
                "202%2F..",
                "202%7C1"
            })
    void number_withMoreThanDigits_isRefused(String number) throws IOException {
        try (var phone = new SipByHand("3003", road.asterisk().sip())) {
            assertThat(phone.invite(number)).startsWith("SIP/2.0 100");
            assertThat(road.seen(1)).containsExactly(BAD_NUMBER);
        }
        road.hangUpAll();
        assertThat(road.asterisk().console().since(0)).doesNotContain("uid=0");
    }

    @Test
    void identity_isTheEndpointsWhateverTheMessageSays() throws IOException {
        try (var phone = new SipByHand("3003", road.asterisk().sip())) {
            phone.inviteClaiming("202", "1001");
            assertThat(road.seen(2))
                    .containsExactly("dials Local/1002@lab-phone for 15 HhTtrI", "rings 1002 as Cy <203>");
        }
        road.hangUpAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${SHELL(id)}",
                "$[1+1]",
                "a]?b:c) , &",
                "O'Neil, Ann (A&B): 1/2 ?",
                "x\\\"y",
                "Local/0900123@hotdesk-outbound"
            })
    void nameOfACallerFromOutside_isShownAndNotRead(String name) throws IOException {
        try (var trunk = new SipByHand("493012345", road.asterisk().sip())) {
            assertThat(trunk.inviteNamed("202", name)).startsWith("SIP/2.0 100");
            assertThat(road.seen(2))
                    .containsExactly(
                            "dials Local/1002@lab-phone for 15 Hhtr", "rings 1002 as " + name + " <493012345>");
        }
        road.hangUpAll();
        assertThat(road.asterisk().console().since(0)).doesNotContain("uid=0");
    }

    @Test
    void nameOfACallerFromOutside_ofTenThousandBytes_isCut() throws IOException {
        try (var trunk = new SipByHand("493012345", road.asterisk().sip())) {
            trunk.inviteNamed("202", "x".repeat(10_000));
            assertThat(road.seen(2)).contains("rings 1002 as " + "x".repeat(40) + " <493012345>");
        }
        road.hangUpAll();
    }

    @Test
    void contactThatWouldBeDialplan_isNotDialled() throws IOException {
        try (var phone = new SipByHand("3003", road.asterisk().sip())) {
            phone.register("sip:x&Local/0900123@hotdesk-outbound");
            phone.register("sip:a,60,G(x)@127.0.0.1:9");
            phone.register("sip:a&Local/0900123@127.0.0.1:9");
            phone.register("sip:good@127.0.0.1:9;ob");
            List<String> seen = dial("1001", "203", 1);
            assertThat(seen).hasSizeGreaterThanOrEqualTo(1);
            assertThat(seen.get(0))
                    .contains("PJSIP/3003/sip:good@127.0.0.1:9;ob")
                    .endsWith(" for  HhTtrI")
                    .doesNotContain("Local/", "60,", "G(");
        }
    }

    @ParameterizedTest
    @EnumSource(Prompt.class)
    void everythingSaid_isInTheCoreSounds(Prompt prompt, Lab lab) {
        Path sounds = lab.installation().englishSounds();
        assertThat(prompt.files())
                .allSatisfy(file -> assertThat(sounds.resolve(file + ".gsm")).exists());
    }
}
