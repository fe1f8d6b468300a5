package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hotdesk.demo.PhoneCall.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One morning of a companion that freezes, is killed and comes back, on a real Asterisk with real phones: 201 sits at 1001
 * and 1002, 203 at 1003, and nobody at 1004. Each method leaves the companion as the next one wants it.
 */
@ExtendWith(LabExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompanionAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FROZEN_LIMIT = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    private static Cast cast;

    /** The system under test and its phones. */
    private record Cast(LiveSystem system, Trunk trunk, Phone one, Phone two, Phone three, Phone four) {}

    @BeforeAll
    static void everybodySitsDown(Lab lab) {
        Trunk trunk = lab.trunk(Trunk.Behaviour.ANSWERS);
        String routes =
                """
                [hotdesk-outbound]
                exten => _X.,1,Dial(PJSIP/${EXTEN}@trunk,20)
                [hotdesk-emergency]
                exten => _X.,1,Dial(PJSIP/${EXTEN}@trunk,20)
                """;
        LiveSystem system = lab.add(LiveSystem.start(
                lab.installation(),
                lab.ports(),
                Clock.systemUTC(),
                Map.of("pjsip.d/trunk.conf", trunk.pjsip("trunk", "from-trunk"), "extensions.d/routes.conf", routes),
                Map.of("emergency.command", "[\"/bin/cp\", \"/proc/self/environ\", \"" + notice() + "\"]")));
        system.addUser("201", "Ann Lee", "8264", "--outboundcid", "\"Lee & Sons\" <5551201>");
        system.addUser("203", "Cleo Fox", "5937");
        Phone one = lab.phone(system.addDevice("1001"));
        Phone two = lab.phone(system.addDevice("1002"));
        Phone three = lab.phone(system.addDevice("1003", "--type", "fixed", "--default-user", "203"));
        Phone four = lab.phone(system.addDevice(
                "1004", "--emergency-cid", "\"Lobby\" <5559004>", "--location", "Lobby, ground floor"));
        system.operator().ok("policy", "set", "outbound", "no", "--device", "1003");
        system.operator().ok("policy", "set", "empty-numbers", "004430777, 004430779", "--device", "1004");
        system.operator().ok("login", "201", "1001");
        system.operator().ok("login", "201", "1002");
        cast = new Cast(system, trunk, one, two, three, four);
    }

    @Test
    @Order(1)
    void frozen_theCallGoesOnWithinFiveSeconds() {
        cast.system().companion().freeze();
        try {
            Instant dialled = Clock.systemUTC().instant();
            PhoneCall out = cast.three().dial("201");
            PhoneCall in = cast.one().awaitCall(PATIENCE).orElseThrow();
            assertThat(Duration.between(dialled, in.began())).isLessThan(FROZEN_LIMIT);
            assertCaller(in, "Cleo Fox", "203");
            out.hangUp();
            assertThat(in.await(State.CLOSED, PATIENCE)).isTrue();
            assertThat(cast.two().awaitCall(PATIENCE).orElseThrow().await(State.CLOSED, PATIENCE))
                    .isTrue();
        } finally {
            cast.system().companion().thaw();
        }
    }

    @Test
    @Order(2)
    void killed_aUserIsRungOnAllDevicesWithTheRightCallerId() {
        cast.system().companion().kill();
        PhoneCall out = cast.three().dial("201");
        PhoneCall first = cast.one().awaitCall(PATIENCE).orElseThrow();
        PhoneCall second = cast.two().awaitCall(PATIENCE).orElseThrow();
        assertCaller(first, "Cleo Fox", "203");
        assertCaller(second, "Cleo Fox", "203");
        out.hangUp();
        assertThat(first.await(State.CLOSED, PATIENCE)).isTrue();
        assertThat(second.await(State.CLOSED, PATIENCE)).isTrue();
    }

    @Test
    @Order(3)
    void killed_anEmergencyCallFromAnEmptyPhoneShowsTheDesk() {
        PhoneCall out = cast.four().dial("112");
        CallOut seen = cast.trunk()
                .awaitCall(call -> call.number().equals("112"), PATIENCE)
                .orElseThrow();
        assertThat(seen.callerNumber()).isEqualTo("5559004");
        out.hangUp();
        assertThat(out.await(State.CLOSED, PATIENCE)).isTrue();
    }

    @Test
    @Order(4)
    void killed_anExternalCallShowsOutboundcid() {
        PhoneCall out = cast.one().dial("0044201234");
        CallOut seen = cast.trunk()
                .awaitCall(call -> call.number().equals("0044201234"), PATIENCE)
                .orElseThrow();
        assertThat(seen.callerNumber()).isEqualTo("5551201");
        out.hangUp();
        assertThat(out.await(State.CLOSED, PATIENCE)).isTrue();
    }

    @Test
    @Order(5)
    void killed_policiesOfCallsHold() {
        policiesHold("004430777");
    }

    /** Who may not call outside does not; an empty phone calls what is on its list. */
    private static void policiesHold(String listed) {
        long before = cast.system().asterisk().console().mark();
        PhoneCall refused = cast.three().dial("004430778");
        assertThat(refused.await(State.CLOSED, PATIENCE)).isTrue();
        assertThat(cast.system().asterisk().console().since(before))
                .contains("cannot-complete-as-dialed")
                .doesNotContain("004430778@trunk");
        PhoneCall out = cast.four().dial(listed);
        assertThat(cast.trunk().awaitCall(call -> call.number().equals(listed), PATIENCE))
                .isPresent();
        out.hangUp();
        assertThat(out.await(State.CLOSED, PATIENCE)).isTrue();
    }

    @Test
    @Order(6)
    void killed_theLoginCodeSaysNotNowAndChangesNothing() {
        long before = cast.system().asterisk().console().mark();
        PhoneCall out = cast.four().dial("*11203");
        assertThat(out.await(State.CLOSED, PATIENCE)).isTrue();
        assertThat(cast.system().asterisk().console().since(before)).contains("please-try-call-later");
        assertThat(cast.system().asterisk().astdb()).containsEntry("/DEVICE/1004/user", "none");
    }

    @Test
    @Order(7)
    void back_theLoginsAreThereAndAstDbIsTheStores() {
        cast.system().companion().start();
        cast.system().awaitHealthy();
        assertThat(cast.system().operator().ok("where", "1001")).contains("201");
        assertThat(cast.system().asterisk().astdb()).containsEntry("/AMPUSER/201/device", "1001&1002");
        assertThat(cast.system().operator().ok("mirror", "check")).contains(" 0 differ");
    }

    @Test
    @Order(8)
    void back_policiesOfCallsHold() {
        policiesHold("004430779");
    }

    @Test
    @Order(9)
    void back_anEmergencyCallIsLoggedAndTheCommandRun() {
        PhoneCall out = cast.four().dial("112");
        assertThat(Waiting.until(PATIENCE, () -> environmentOfTheCommand().contains("HOTDESK_DEVICE=1004")))
                .isTrue();
        assertThat(environmentOfTheCommand()).contains("HOTDESK_LOCATION=Lobby, ground floor", "HOTDESK_NUMBER=112");
        assertThat(cast.system().companion().log())
                .contains("EMERGENCY CALL number=112 device=1004 location=\"Lobby, ground floor\" user= ");
        out.hangUp();
        assertThat(out.await(State.CLOSED, PATIENCE)).isTrue();
    }

    private static Path notice() {
        return folder.resolve("notice");
    }

    private static String environmentOfTheCommand() {
        try {
            return Files.exists(notice()) ? Files.readString(notice()) : "";
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    @Order(10)
    void asteriskRestarted_theLoginsAndLampsComeBack() {
        cast.system().asterisk().restart();
        cast.system().awaitHealthy();
        assertThat(cast.system().asterisk().astdb()).containsEntry("/AMPUSER/201/device", "1001&1002");
        // Asterisk asks each phone anew before it knows that it is there.
        assertThat(Waiting.until(PATIENCE, () -> lamps().contains("'Custom:HD203'  State: 'NOT_INUSE'")))
                .as(lamps())
                .isTrue();
        assertThat(cast.system().operator().ok("mirror", "check")).contains(" 0 differ");
    }

    private static String lamps() {
        return cast.system().asterisk().cli("devstate list");
    }

    private static void assertCaller(PhoneCall call, String name, String number) {
        assertThat(call.peerNumber()).isEqualTo(number);
        assertThat(call.peerName()).contains(name);
    }
}
