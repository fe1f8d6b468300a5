package org.hotdesk.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StunTest {
    private static final HexFormat HEX = HexFormat.of();
    /** The transaction of the test vectors in RFC 5769 §2. */
    private static final String REQUEST = "00010000" + "2112a442" + "b7e7a701bc34d686fa87dfae";

    private final Stun stun = new Stun();

    private String answer(String request, InetSocketAddress remote) {
        byte[] bytes = HEX.parseHex(request);
        byte[] out = new byte[Stun.LONGEST];
        return HEX.formatHex(Arrays.copyOf(out, stun.answer(bytes, 0, bytes.length, remote, out)));
    }

    private static InetSocketAddress address(String host, int port) throws Exception {
        return new InetSocketAddress(LoopFixture.numeric(host), port);
    }

    @Test
    void bindingRequest_getsItsIpv4Address() throws Exception {
        assertThat(answer(REQUEST, address("192.0.2.1", 32853)))
                .isEqualTo("0101000c" + REQUEST.substring(8) + "002000080001a147e112a643");
    }

    @Test
    void bindingRequest_getsItsIpv6Address() throws Exception {
        assertThat(answer(REQUEST, address("2001:db8:1234:5678:11:2233:4455:6677", 32853)))
                .isEqualTo("01010018" + REQUEST.substring(8) + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
    }

    @Test
    void unknownAttribute_gets420WithItsNumber() throws Exception {
        String request = "0001000c" + REQUEST.substring(8) + "8022000161000000" + "00240000";
        assertThat(answer(request, address("192.0.2.1", 1)))
                .isEqualTo("01110018" + REQUEST.substring(8) + "0009000c00000414" + "556e6b6e6f776e20"
                        + "000a000200240000");
    }

    @ParameterizedTest
    @CsvSource({
        "00110000, an indication",
        "00030000, another method",
        "01010000, a response",
    })
    void otherThanBindingRequest_getsNothing(String head, String why) throws Exception {
        assertThat(answer(head + REQUEST.substring(8), address("192.0.2.1", 1)))
                .as(why)
                .isEmpty();
    }

    @Test
    void attributeLongerThanTheRequest_getsNothing() throws Exception {
        assertThat(answer("00010004" + REQUEST.substring(8) + "80220009", address("192.0.2.1", 1)))
                .isEmpty();
    }

    @Test
    void sipAndOtherBytes_areNoStun() {
        assertThat(isStun(REQUEST)).isTrue();
        assertThat(isStun("4f5054494f4e53207369703a6140622053495020")).isFalse();
        assertThat(isStun(REQUEST + "00")).as("length does not fit").isFalse();
        assertThat(isStun(REQUEST.replace("2112a442", "2112a443")))
                .as("no cookie")
                .isFalse();
        assertThat(isStun("000100002112a442")).as("too short").isFalse();
    }

    private static boolean isStun(String hex) {
        byte[] bytes = HEX.parseHex(hex);
        return Stun.isStun(bytes, 0, bytes.length);
    }
}
