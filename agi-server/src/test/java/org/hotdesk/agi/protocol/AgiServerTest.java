package org.hotdesk.agi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hotdesk.agi.protocol.AgiException.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AgiServerTest {
    private final BlockingQueue<Why> ends = new LinkedBlockingQueue<>();
    private final LogLines log = LogLines.of(AgiServer.class.getName());
    private AgiServer server;

    @BeforeEach
    void start() throws IOException {
        server = AgiServer.start(
                AgiConfig.onLoopback(0),
                Map.of(
                        "echo",
                        call -> call.set(Map.of("A", call.parameter("a").orElse("nothing"))),
                        "keys",
                        this::keys));
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    private void keys(AgiCall call) {
        try {
            call.answer();
            Optional<Character> key = call.play("beep", "#");
            call.set(Map.of("KEY", key.map(String::valueOf).orElse("none")));
        } catch (AgiException ended) {
            ends.add(ended.why());
            throw ended;
        }
    }

    @Test
    void script_ofTheTable_isServedInOneRoundTrip() throws IOException {
        try (var caller = AgiCaller.asking(server.address(), "echo?a=%22x%22,y")) {
            assertThat(caller.command()).contains("SET VARIABLE \"ARRAY(A)\" \"\\\\\\\"x\\\\\\\"\\\\,y\"");
            caller.send("200 result=1\n");
            assertThat(caller.command()).isEmpty();
        }
    }

    @Test
    void pathOutsideTheTable_isClosedWithoutACommand() throws IOException {
        for (String path : List.of("", "other", "java.lang.Runtime", "../agi/x.js", "echo/../keys", "Echo")) {
            try (var caller = AgiCaller.asking(server.address(), path)) {
                assertThat(caller.command()).as(path).isEmpty();
            }
        }
        assertThat(log.texts()).isNotEmpty().allMatch(line -> line.contains("call-ended"));
    }

    @Test
    void header_inPiecesOfOneByte_isServed() throws IOException {
        try (var caller = new AgiCaller(server.address())) {
            for (byte b : AgiCaller.header("echo?a=1").getBytes(StandardCharsets.UTF_8)) {
                caller.send(new byte[] {b});
            }
            assertThat(caller.variables()).containsExactly(Map.entry("A", "1"));
        }
    }

    @Test
    void header_cutAfterEachByte_isClosedAndTheServerGoesOn() throws IOException {
        byte[] header = AgiCaller.header("echo?a=1").getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut < header.length; cut++) {
            try (var caller = new AgiCaller(server.address())) {
                caller.send(Arrays.copyOf(header, cut));
            }
        }
        assertStillServes();
    }

    @Test
    void talk_cutAfterEachByteOfAReply_endsTheCallAndNothingElse() throws Exception {
        String reply = "200 result=49 endpos=8000\n";
        for (int cut = 0; cut < reply.length(); cut++) {
            try (var caller = AgiCaller.asking(server.address(), "keys")) {
                assertThat(caller.command()).contains("ANSWER");
                caller.send("200 result=0\n");
                assertThat(caller.command()).contains("STREAM FILE \"beep\" \"#\"");
                caller.send(reply.substring(0, cut));
            }
            assertThat(ends.poll(5, TimeUnit.SECONDS))
                    .as("cut after byte %d", cut)
                    .isIn(Why.HUNG_UP, Why.LINE_LOST);
        }
        assertStillServes();
    }

    @Test
    void reply_afterHangupLines_isStillTheReply() throws IOException {
        try (var caller = AgiCaller.asking(server.address(), "keys")) {
            caller.command();
            caller.send("HANGUP\nHANGUP\n200 result=0\n");
            assertThat(caller.command()).isPresent();
            caller.send("200 result=35 endpos=1\nHANGUP\n");
            assertThat(caller.command()).contains("SET VARIABLE \"ARRAY(KEY)\" \"#\"");
        }
    }

    @Test
    void reply_thatIsNone_endsTheCallAsOutOfStep() throws Exception {
        for (String reply : List.of("tail of a value\n", "\n", "200\n", "0200 result=1\n", "x".repeat(10_000) + "\n")) {
            assertThat(endAfter(reply))
                    .as(reply.substring(0, Math.min(20, reply.length())))
                    .isEqualTo(Why.OUT_OF_STEP);
        }
        assertThat(log.texts()).noneMatch(line -> line.contains("tail of a value"));
    }

    @Test
    void reply_tooMany_isSeenAtTheNextCommand() throws Exception {
        assertThat(endAfter("200 result=0\n200 result=1\n")).isEqualTo(Why.OUT_OF_STEP);
    }

    @Test
    void reply_ofRefusal_endsTheCallWithItsReason() throws Exception {
        assertThat(endAfter("510 Invalid or unknown command\n")).isEqualTo(Why.REFUSED);
        assertThat(endAfter("511 Command Not Permitted on a dead channel or intercept routine\n"))
                .isEqualTo(Why.HUNG_UP);
        assertThat(endAfter("520-Invalid command syntax.  Proper usage follows:\nUsage: X\n520 End of proper usage.\n"))
                .isEqualTo(Why.REFUSED);
        assertThat(endAfter("520 Invalid command syntax.  Proper usage not available.\n"))
                .isEqualTo(Why.REFUSED);
    }

    @Test
    void endlessHangupLines_endTheCall() throws Exception {
        assertThat(endAfter("HANGUP\n".repeat(100_000))).isEqualTo(Why.OUT_OF_STEP);
    }

    private Why endAfter(String reply) throws Exception {
        try (var caller = AgiCaller.asking(server.address(), "keys")) {
            caller.command();
            try {
                caller.send(reply);
                caller.command();
            } catch (IOException closedBeforeAllWasSent) {
                assertThat(reply.length()).isGreaterThan(1_000);
            }
            return Optional.ofNullable(ends.poll(5, TimeUnit.SECONDS)).orElseThrow();
        }
    }

    @Test
    void silentConnections_areClosedAfterTwoSeconds() throws IOException {
        long begin = System.nanoTime();
        try (var silent = new AgiCaller(server.address());
                var slow = new AgiCaller(server.address())) {
            slow.send("agi_network: yes\n");
            assertThat(silent.command()).isEmpty();
            assertThat(slow.command()).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(4));
    }

    @Test
    void callsAboveTheLimit_areRefusedAtOnce() throws IOException {
        try (var small = AgiServer.start(withCalls(2), Map.of("keys", this::keys));
                var first = AgiCaller.asking(small.address(), "keys");
                var second = AgiCaller.asking(small.address(), "keys")) {
            assertThat(first.command()).isPresent();
            assertThat(second.command()).isPresent();
            try (var third = AgiCaller.asking(small.address(), "keys")) {
                assertThat(third.command()).isEmpty();
            }
            first.send("200 result=0\n");
            assertThat(first.command()).as("a call in progress goes on").isPresent();
        }
    }

    @Test
    void peersOutsideTheList_areClosedWithoutACommand() throws IOException {
        var nobody = new AgiConfig(
                AgiConfig.onLoopback(0).listen(),
                List.of(AddressRange.parse("192.0.2.0/24").orElseThrow()),
                10,
                Duration.ofSeconds(30));
        try (var closed = AgiServer.start(nobody, Map.of("keys", this::keys));
                var caller = new AgiCaller(closed.address())) {
            assertThat(caller.command()).isEmpty();
        }
        assertThat(log.texts()).anyMatch(line -> line.contains("not-allowed source=127.0.0.1"));
    }

    @Test
    void replyThatNeverComes_endsTheCallAfterTheReadTimeout() throws Exception {
        var hasty = new AgiConfig(
                AgiConfig.onLoopback(0).listen(), List.of(AddressRange.LOOPBACK_4), 10, Duration.ofSeconds(1));
        try (var quick = AgiServer.start(hasty, Map.of("keys", this::keys));
                var caller = AgiCaller.asking(quick.address(), "keys")) {
            assertThat(caller.command()).isPresent();
            assertThat(caller.command()).isEmpty();
            assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(Why.HUNG_UP);
        }
        assertThat(log.texts()).anyMatch(line -> line.contains("read-timeout"));
    }

    @Test
    void aBugInAScript_endsItsCallAndIsLoggedWithoutItsText() throws IOException {
        try (var faulty = AgiServer.start(AgiConfig.onLoopback(0), Map.of("bug", call -> {
                    throw new IllegalStateException("pin 4711");
                }));
                var caller = AgiCaller.asking(faulty.address(), "bug?pin=4711")) {
            assertThat(caller.command()).isEmpty();
        }
        assertThat(log.texts())
                .anyMatch(line -> line.contains("script-failed"))
                .noneMatch(line -> line.contains("4711"));
    }

    @Test
    void close_endsCallsInProgressAndLeavesNoThread() throws Exception {
        var other = AgiServer.start(AgiConfig.onLoopback(0), Map.of("keys", this::keys));
        try (var caller = AgiCaller.asking(other.address(), "keys");
                var silent = new AgiCaller(other.address())) {
            assertThat(caller.command()).isPresent();
            other.close();
            assertThat(caller.command()).isEmpty();
            assertThat(silent.command()).isEmpty();
            assertThatIOException().isThrownBy(() -> new AgiCaller(other.address()).close());
        }
    }

    @Test
    @Timeout(60)
    void close_rightAfterTheStart_ends() throws IOException {
        for (int i = 0; i < 200; i++) {
            AgiServer.start(AgiConfig.onLoopback(0), Map.of()).close();
        }
    }

    @Test
    void portInUse_stopsTheStart() {
        assertThatIOException()
                .isThrownBy(() -> AgiServer.start(
                                AgiConfig.onLoopback(server.address().getPort()), Map.of())
                        .close())
                .withMessageContaining("cannot listen on");
    }

    @Test
    void halfOpenConnectionsByTheThousands_doNotKeepCallersOut() throws IOException {
        List<AgiCaller> halfOpen = new ArrayList<>();
        try {
            for (int i = 0; i < 10_000; i++) {
                halfOpen.add(new AgiCaller(server.address()));
                if (i % 500 == 0) {
                    assertStillServes();
                }
            }
            assertStillServes();
        } finally {
            for (AgiCaller caller : halfOpen) {
                caller.close();
            }
        }
        assertThat(log.texts()).as("log lines for 10,000 connections").hasSizeLessThan(100);
    }

    private void assertStillServes() throws IOException {
        try (var caller = AgiCaller.asking(server.address(), "echo?a=still")) {
            assertThat(caller.variables()).containsExactly(Map.entry("A", "still"));
        }
    }

    private static AgiConfig withCalls(int most) {
        return new AgiConfig(
                AgiConfig.onLoopback(0).listen(), List.of(AddressRange.LOOPBACK_4), most, Duration.ofSeconds(30));
    }
}
