package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.dialplan.AgiPeer.Manner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A companion that is there and does not answer: nobody waits longer than five seconds for it, and most not at all. */
@ExtendWith(LabExtension.class)
final class SilentCompanionIT {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofMillis(1_500);
    private static final String NOT_NOW = "says im-sorry&feature-not-avail-line&please-try-call-later";
    private static final List<String> RUNG =
            List.of("dials Local/1002@lab-phone for  HhTtrI", "rings 1002 as Ann Lee <201>", "answers 1002");

    private static final Map<String, String> OWN_LIMITS = Map.of(
            "extensions.d/limits.conf",
            """
            [lab-own-limit]
            exten => _X.,1,Set(TIMEOUT(absolute)=30)
             same => n,Set(AGIEXITONHANGUP=mine)
             same => n,Gosub(macro-user-callerid,s,1(,${EXTEN}))
             same => n,NoOp(left ${CUT(TIMEOUT(absolute),.,1)} agiexit ${AGIEXITONHANGUP})
             same => n,Wait(30)
            [lab-short-limit]
            exten => _X.,1,Set(TIMEOUT(absolute)=2)
             same => n,Gosub(macro-user-callerid,s,1(,${EXTEN}))
             same => n,Wait(30)
            exten => T,1,NoOp(own limit struck)
             same => n,Wait(30)
            """);

    private static RoadLab road;

    @BeforeAll
    static void start(Lab lab) {
        road = lab.add(RoadLab.start(lab, RoadLab.withoutCompanion(lab), OWN_LIMITS));
        road.show(new LabFloor()
                .desk("1001")
                .desk("1002")
                .user("201", "Ann Lee", "1001")
                .user("202", "Bob", "1002")
                .build());
    }

    @BeforeEach
    void noPulseYet() {
        global("HD_ALIVE", "");
    }

    private static void global(String name, String text) {
        road.manager().send("Action: Setvar\r\nVariable: " + name + "\r\nValue: " + text);
    }

    private static AgiPeer companion(Lab lab, Manner manner) throws IOException {
        AgiPeer peer = lab.add(new AgiPeer(manner));
        global("HD_AGI", peer.address());
        return peer;
    }

    /** Calls, waits for what is wanted, and says how long that took. */
    private static Duration call(String number, List<String> wanted) {
        road.manager().forget();
        long began = System.nanoTime();
        road.originate(number, "lab-desk", "__HD_DEVICE=1001");
        assertThat(road.seen(wanted.size())).isEqualTo(wanted);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        road.hangUpAll();
        return took;
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void lookup_ofACompanionThatDoesNotAnswer_goesOnByAstDb(Manner manner, Lab lab) throws IOException {
        AgiPeer peer = companion(lab, manner);
        assertThat(call("202", RUNG)).isLessThan(LONGEST);
        assertThat(peer.calls()).isEqualTo(1);
    }

    @Test
    void afterOneCallHasWaited_theNextDoNot_untilThePulseBeats(Lab lab) throws IOException {
        AgiPeer peer = companion(lab, Manner.MUTE);
        assertThat(call("202", RUNG)).isBetween(Duration.ofMillis(2_500), LONGEST);
        assertThat(call("202", RUNG)).isLessThan(AT_ONCE);
        assertThat(call("202", RUNG)).isLessThan(AT_ONCE);
        assertThat(peer.calls()).isEqualTo(1);
        global("HD_ALIVE", Long.toString(Instant.now().getEpochSecond()));
        assertThat(call("202", RUNG)).isBetween(Duration.ofMillis(2_500), LONGEST);
        assertThat(peer.calls()).isEqualTo(2);
    }

    @Test
    void lookup_afterThePulseStopped_doesNotAsk(Lab lab) throws IOException {
        AgiPeer peer = companion(lab, Manner.MUTE);
        global("HD_ALIVE", Long.toString(Instant.now().getEpochSecond() - 15));
        assertThat(call("202", RUNG)).isLessThan(AT_ONCE);
        assertThat(peer.calls()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void loginCode_isTriedWithoutAPulse_andSaysThatItIsNotAvailable(Manner manner, Lab lab) throws IOException {
        AgiPeer peer = companion(lab, manner);
        global("HD_ALIVE", "0");
        assertThat(call("*11", List.of(NOT_NOW))).isLessThan(LONGEST);
        assertThat(peer.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*11202", "*11202*1234", "*12", "*13"})
    void everyLoginCode_saysThatItIsNotAvailable(String code) {
        global("HD_AGI", "");
        assertThat(call(code, List.of(NOT_NOW))).isLessThan(AT_ONCE);
    }

    @Test
    void emergencyCall_asksNobody(Lab lab) throws IOException {
        AgiPeer peer = companion(lab, Manner.MUTE);
        assertThat(call("112", List.of("emergency 112 as Ann Lee <201> from "))).isLessThan(AT_ONCE);
        assertThat(peer.calls()).isZero();
    }

    @Test
    void limitOfTheCallersOwn_isNotLost(Lab lab) throws IOException {
        companion(lab, Manner.MUTE);
        road.manager().forget();
        road.originate("202", "lab-own-limit", "__HD_DEVICE=1001");
        String left = noted("left ");
        assertThat(left).matches("left 2[5-8] agiexit mine");
        road.hangUpAll();
    }

    @Test
    void limitOfTheCallersOwn_thatIsShorter_strikesInTheCallersContext(Lab lab) throws IOException {
        companion(lab, Manner.MUTE);
        road.manager().forget();
        long began = System.nanoTime();
        road.originate("202", "lab-short-limit", "__HD_DEVICE=1001");
        assertThat(noted("own limit")).isEqualTo("own limit struck");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        road.hangUpAll();
    }

    private static String noted(String beginning) {
        return road.manager()
                .await(LONGEST.plusSeconds(2), events -> events.stream()
                        .filter(event -> "NoOp".equals(event.get("Application")))
                        .map(event -> event.getOrDefault("AppData", ""))
                        .filter(text -> text.startsWith(beginning))
                        .findFirst())
                .orElse("nothing");
    }
}
