package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hotdesk.agi.protocol.AgiCaller;
import org.hotdesk.demo.PhoneCall.State;
import org.hotdesk.sip.peer.RawPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody at the FastAGI port and somebody at a desk phone mean no good, while others make their calls. */
@ExtendWith(LabExtension.class)
class HostilePeersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofMillis(300);
    private static final int HALF_OPEN = 10_000;
    private static final int HOSTILE_CALLS = 2;
    private static final List<String> HOSTILE = List.of(
            "a\nVariable: DB(AMPUSER/201/device)=1004",
            "\"quoted\" \\\" <sip:201@127.0.0.1>",
            "${SHELL(touch /tmp/hotdesk-was-here)}",
            "$[1/0]&PJSIP/1003,30,U(evil)",
            "%00%0a\u0000\u001b[2J",
            "x".repeat(10_000));
    private static final List<String> SCRIPTS = List.of(
            "call?device=%s&callee=%<s",
            "user-callerid?device=%s", "macro-dial?callee=%s", "login?device=1004&user=%s&pin=%<s");

    private int agi;
    private final ExecutorService crowd = Executors.newFixedThreadPool(3);
    private LiveSystem system;
    private Phone ann;
    private Phone cleo;
    private PhoneAccount desk;

    @BeforeEach
    void everybodySitsDown(Lab lab) {
        agi = lab.ports().take(1);
        system = lab.add(LiveSystem.start(
                lab.installation(),
                lab.ports(),
                Clock.systemUTC(),
                Map.of(),
                Map.of("agi.listen", "127.0.0.1:" + agi)));
        system.addUser("201", "Ann Lee", "8264");
        system.addUser("203", "Cleo Fox", "5937");
        ann = lab.phone(system.addDevice("1001", "--type", "fixed", "--default-user", "201"));
        cleo = lab.phone(system.addDevice("1003", "--type", "fixed", "--default-user", "203"));
        desk = system.addDevice("1004");
    }

    @AfterEach
    void goHome() {
        crowd.shutdownNow();
    }

    @Test
    void calls_succeedMeanwhile_andNothingChanges() throws Exception {
        SortedMap<String, String> before = rows();
        String sessions = system.operator().ok("sessions", "--json");
        List<Future<Integer>> attacks = List.of(
                crowd.submit(this::connectHalfOpen), crowd.submit(this::askFalsely), crowd.submit(this::phoneFalsely));
        int calls = 0;
        while (calls < 3 || attacks.stream().anyMatch(attack -> !attack.isDone())) {
            cleoCallsAnn();
            calls++;
        }
        for (Future<Integer> attack : attacks) {
            assertThat(attack.get()).isPositive();
        }
        cleoCallsAnn();
        assertThat(rows()).isEqualTo(before);
        assertThat(system.operator().ok("sessions", "--json")).isEqualTo(sessions);
        assertThat(system.operator().ok("mirror", "check")).contains(" 0 differ");
        assertThat(Path.of("/tmp/hotdesk-was-here")).doesNotExist();
        assertAtMostOneLineASecond();
    }

    /** Astdb without what registrations write there. */
    private SortedMap<String, String> rows() {
        SortedMap<String, String> rows = new TreeMap<>(system.asterisk().astdb());
        rows.keySet().removeIf(key -> key.startsWith("/registrar/"));
        return rows;
    }

    private void cleoCallsAnn() {
        PhoneCall out = cleo.dial("201");
        PhoneCall in = ann.awaitCall(PATIENCE).orElseThrow();
        assertThat(in.peerNumber()).isEqualTo("203");
        assertThat(in.peerName()).contains("Cleo Fox");
        in.answer();
        assertThat(out.await(State.TALKING, PATIENCE)).isTrue();
        out.hangUp();
        assertThat(in.await(State.CLOSED, PATIENCE)).isTrue();
    }

    private int connectHalfOpen() throws IOException {
        List<AgiCaller> open = new ArrayList<>();
        try {
            for (int i = 0; i < HALF_OPEN; i++) {
                open.add(new AgiCaller(companion()));
            }
            return open.size();
        } finally {
            for (AgiCaller each : open) {
                each.close();
            }
        }
    }

    private int askFalsely() throws IOException {
        int asked = 0;
        for (String script : SCRIPTS) {
            for (String value : HOSTILE) {
                for (String text : List.of(URLEncoder.encode(value, StandardCharsets.UTF_8), value)) {
                    try (var caller = AgiCaller.asking(companion(), script.formatted(text))) {
                        while (caller.command().isPresent()) {
                            caller.send("200 result=0\n");
                            asked++;
                        }
                    }
                }
            }
        }
        return asked;
    }

    private int phoneFalsely() {
        int sent = 0;
        try (var phone = new RawPhone(desk.server(), new RawPhone.Account(desk.name(), desk.secret()))) {
            for (int round = 0; round < HOSTILE_CALLS; round++) {
                for (String value : HOSTILE) {
                    phone.ask(call("201", "\"" + value + "\" <sip:1004@127.0.0.1>"), ANSWER);
                    phone.ask(call("201", "\"Cleo Fox\" <sip:" + value + "@127.0.0.1>"), ANSWER);
                    phone.ask(call(value, "<sip:1004@127.0.0.1>"), ANSWER);
                    sent += 3;
                }
            }
        }
        return sent;
    }

    private RawPhone.Request call(String number, String from) {
        String uri = "sip:" + number + "@127.0.0.1:" + desk.server().getPort();
        String forged = "P-Asserted-Identity: \"Cleo Fox\" <sip:203@127.0.0.1>";
        return new RawPhone.Request("INVITE", uri, from, List.of(forged), RawPhone.audio());
    }

    private InetSocketAddress companion() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), agi);
    }

    /** Of each kind and source; the last of a second may be written at the beginning of the next. */
    private void assertAtMostOneLineASecond() {
        Map<String, Map<String, Long>> linesOf = Pattern.compile(
                        "^\\[(.{19})] \\S+ \\S+ (agi \\S+ source=\\S+)", Pattern.MULTILINE)
                .matcher(system.companion().log())
                .results()
                .collect(Collectors.groupingBy(
                        line -> line.group(2), Collectors.groupingBy(line -> line.group(1), Collectors.counting())));
        assertThat(linesOf).isNotEmpty();
        linesOf.forEach((kind, ofSecond) -> {
            long lines = ofSecond.values().stream().mapToLong(Long::longValue).sum();
            assertThat(lines).as(kind).isLessThanOrEqualTo(ofSecond.size() + 1L);
        });
    }
}
