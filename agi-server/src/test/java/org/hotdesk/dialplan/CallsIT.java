package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hotdesk.ami.AsteriskBridge;
import org.hotdesk.ami.AsteriskConfig;
import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.link.AmiEvent.EmergencyCalled;
import org.hotdesk.ami.link.AmiLogin;
import org.hotdesk.ami.link.AmiPace;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorPace;
import org.hotdesk.demo.AmiAccess;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PhoneCall.State;
import org.hotdesk.demo.TestDevices;
import org.hotdesk.emergency.EmergencyNotices;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Recording.Rule;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real phones: Ann, 201, at 4001; Bob, 202, at 4002; Cy, 203, at 4003; nobody at 4004. The companion is away. */
@ExtendWith(LabExtension.class)
final class CallsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long TALK_MILLIS = 700;
    private static final long BYTES_OF_A_HEADER = 44;

    private static final Floor FLOOR = new LabFloor()
            .pjsip("4001")
            .pjsip("4002")
            .pjsip("4003")
            .pjsip("4004")
            .user("201", "Ann Lee", "4001")
            .user(
                    "202",
                    "Bob",
                    bob -> bob.recording(new Recording(Rule.YES, Rule.DONTCARE, Rule.DONTCARE, Rule.DONTCARE)),
                    "4002")
            .user("203", "Cy", UnaryOperator.identity(), "4003")
            .deskPolicy("4002", "pickup=sales")
            .userPolicy("203", "pickup=sales")
            .build();

    private static final Map<String, String> RECORDS = Map.of(
            "cdr.conf",
            "[general]\nenable=yes\n",
            "cdr_manager.conf",
            """
            [general]
            enabled=yes
            [mappings]
            hotdesk_device => Device
            hotdesk_user => User
            hotdesk_session => Session
            recordingfile => Recording
            """,
            "cel.conf",
            "[general]\nenable=yes\nevents=USER_DEFINED\n[manager]\nenabled=yes\n");

    @TempDir
    static Path folder;

    private static RoadLab road;
    private static Phone ann;
    private static Phone bob;
    private static Phone cy;

    @BeforeAll
    static void start(Lab lab) {
        Map<String, String> files = new HashMap<>(RECORDS);
        files.put("pjsip.d/phones.conf", TestDevices.pjsip("4001", "4002", "4003", "4004"));
        files.put("extensions.d/phones.conf", "[lab]\ninclude => from-internal\n");
        road = lab.add(RoadLab.start(lab, RoadLab.withoutCompanion(lab), files));
        road.asterisk().cli("module load cdr_manager.so");
        road.asterisk().cli("module load cel_manager.so");
        road.show(FLOOR);
        ann = lab.phone(road.asterisk(), "4001");
        bob = lab.phone(road.asterisk(), "4002");
        cy = lab.phone(road.asterisk(), "4003");
    }

    @AfterEach
    void hangUp() {
        road.hangUpAll();
    }

    @Test
    void answeredCall_isRecorded_andItsRecordsNameTheSession() {
        road.manager().forget();
        PhoneCall out = ann.dial("202");
        PhoneCall in = bob.awaitCall(SOON).orElseThrow();
        in.answer();
        assertThat(out.await(State.TALKING, SOON)).isTrue();
        pause(TALK_MILLIS);
        out.hangUp();
        assertThat(in.await(State.CLOSED, SOON)).isTrue();

        Map<String, String> record = event("Cdr");
        assertThat(record)
                .containsEntry("Destination", "202")
                .containsEntry("Device", "4001")
                .containsEntry("User", "201")
                .containsEntry("Session", "1");
        String recording = record.getOrDefault("Recording", "");
        assertThat(recording).matches("hotdesk/\\d{4}/\\d\\d/\\d\\d/internal-201-202-\\d{8}-\\d{6}-[0-9.]+\\.wav");
        Path file = road.asterisk().spoolFolder().resolve("monitor").resolve(recording);
        // What was heard stands in the file a moment after the call.
        assertThat(eventually(() -> file.toFile().length() > BYTES_OF_A_HEADER ? Stream.of("talk") : Stream.empty()))
                .isEqualTo("talk");
        assertThat(event("CEL"))
                .containsEntry("EventName", "HOTDESK")
                .containsEntry("Extra", "{\"extra\":\"device=4001 user=201 session=1\"}");
    }

    private static Map<String, String> event(String name) {
        return road.manager()
                .await(SOON, events -> events.stream()
                        .filter(event -> name.equals(event.get("Event")))
                        .findFirst())
                .orElse(Map.of());
    }

    @Test
    void callThatRings_isPickedUp_byWhoHasTheSamePolicy() {
        PhoneCall out = ann.dial("202");
        PhoneCall in = bob.awaitCall(SOON).orElseThrow();
        PhoneCall picked = cy.dial("**202");
        assertThat(out.await(State.TALKING, SOON)).isTrue();
        assertThat(picked.await(State.TALKING, SOON)).isTrue();
        assertThat(in.await(State.CLOSED, SOON)).isTrue();
        out.hangUp();
        assertThat(picked.await(State.CLOSED, SOON)).isTrue();
    }

    @Test
    void emergencyCall_isToldOf_andWaitsForNobody(Lab lab) throws IOException {
        Path told = folder.resolve("told");
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                "echo \"$HOTDESK_NUMBER $HOTDESK_DEVICE $HOTDESK_USER $HOTDESK_CALL\" > \"$0.new\"; mv \"$0.new\" \"$0\"; sleep 60",
                told.toString());
        EmergencyNotices notices = lab.add(new EmergencyNotices(command, () -> FLOOR, SOON));
        AsteriskBridge bridge = lab.add(new AsteriskBridge(
                config(road.asterisk().ami()), lab.add(StoreOnFile.open(folder)), Clock.systemUTC()));
        bridge.events().subscribe(EmergencyCalled.class, call -> notices.called("lab", call));
        bridge.start();
        eventually(() -> bridge.isUp() ? Stream.of("up") : Stream.empty());
        road.show(FLOOR);
        road.manager().forget();

        PhoneCall out = ann.dial("112");
        assertThat(out.await(State.TALKING, SOON)).isTrue();
        assertThat(eventually(() -> lines(told))).matches("112 4001 201 [0-9.]+");
        out.hangUp();
    }

    private static AsteriskConfig config(AmiAccess access) {
        var ami = new AmiConfig(
                access.address().getHostString(),
                access.address().getPort(),
                new AmiLogin(access.user(), access.secret()),
                AmiPace.standard());
        return new AsteriskConfig("lab", ami, new MailboxMode.Off(), MirrorPace.standard());
    }

    private static String eventually(Supplier<Stream<String>> question) {
        long end = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < end) {
            List<String> answer = question.get().toList();
            if (!answer.isEmpty()) {
                return answer.get(0);
            }
            pause(50);
        }
        return "never";
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
