package org.hotdesk.agi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.hotdesk.agi.protocol.HeaderScan.Progress;
import org.junit.jupiter.api.Test;

class HeaderScanTest {
    private static final byte[] HEADER = AgiCaller.header("call?device=1001").getBytes(StandardCharsets.UTF_8);

    @Test
    void scan_cutAfterEachByte_wantsMoreUntilTheLast() {
        for (int cut = 0; cut < HEADER.length; cut++) {
            var scan = new HeaderScan();
            assertThat(scan.scan(HEADER, cut)).as("cut after byte %d", cut).isEqualTo(Progress.MORE);
            assertThat(scan.scan(HEADER, HEADER.length))
                    .as("rest after byte %d", cut)
                    .isEqualTo(Progress.COMPLETE);
            assertThat(scan.end()).isEqualTo(HEADER.length);
        }
    }

    @Test
    void scan_byteByByte_findsTheEnd() {
        var scan = new HeaderScan();
        for (int length = 1; length < HEADER.length; length++) {
            assertThat(scan.scan(HEADER, length)).isEqualTo(Progress.MORE);
        }
        assertThat(scan.scan(HEADER, HEADER.length)).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void scan_withMoreBehind_endsWhereTheHeaderEnds() {
        byte[] more = (AgiCaller.header("call") + "HANGUP\n").getBytes(StandardCharsets.UTF_8);
        var scan = new HeaderScan();
        assertThat(scan.scan(more, more.length)).isEqualTo(Progress.COMPLETE);
        assertThat(scan.end()).isEqualTo(more.length - 7);
    }

    @Test
    void scan_ofAnotherProtocol_refusesAtItsFirstBytes() {
        assertThat(scan("GET / HTTP/1.1\r\n")).isEqualTo(Progress.NOT_AGI);
        assertThat(scan("agi\n")).isEqualTo(Progress.NOT_AGI);
        assertThat(scan("agi_network: yes\nHost: x\n")).isEqualTo(Progress.NOT_AGI);
        assertThat(scan("\u0016\u0003\u0001")).isEqualTo(Progress.NOT_AGI);
    }

    @Test
    void scan_ofTooMuch_refuses() {
        assertThat(scan("agi_calleridname: " + "x".repeat(10_000))).isEqualTo(Progress.LINE_TOO_LONG);
        assertThat(scan("agi_x: y\n".repeat(HeaderScan.LINES_MAX + 1))).isEqualTo(Progress.TOO_MANY_LINES);
        assertThat(scan(("agi_x: " + "y".repeat(4_000) + "\n").repeat(5))).isEqualTo(Progress.TOO_LONG);
    }

    @Test
    void scan_ofNoise_neverThrows() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[] noise = new byte[200];
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(noise);
            if (random.nextBoolean()) {
                System.arraycopy(HEADER, 0, noise, 0, random.nextInt(150));
            }
            assertThat(new HeaderScan().scan(noise, noise.length))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    private static Progress scan(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new HeaderScan().scan(bytes, bytes.length);
    }
}
