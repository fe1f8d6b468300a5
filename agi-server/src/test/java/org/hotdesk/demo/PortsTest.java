package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void take_neverGivesAPortTwice_acrossInstances() {
        try (Ports first = new Ports();
                Ports second = new Ports()) {
            Set<Integer> given = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                assertThat(given.add(first.take(1))).isTrue();
                assertThat(given.add(second.take(1))).isTrue();
            }
            assertThat(given).allMatch(port -> port % 2 == 0 && port >= 10_000 && port < 32_768);
        }
    }

    @Test
    void take_ofMany_staysInOneBlock() {
        try (Ports ports = new Ports()) {
            int first = ports.take(300);
            int second = ports.take(300);

            assertThat(Math.abs(second - first)).isGreaterThanOrEqualTo(300);
        }
    }

    @Test
    void take_skipsAPortThatIsInUse() throws IOException {
        int free;
        try (Ports ports = new Ports()) {
            free = ports.take(1);
            try (ServerSocket taken = new ServerSocket(free + 2, 1, InetAddress.getLoopbackAddress())) {
                assertThat(ports.take(1)).isEqualTo(taken.getLocalPort() + 2);
            }
        }
    }

    @Test
    void close_letsOthersHaveTheBlock() {
        Ports ports = new Ports();
        int first = ports.take(1);
        ports.close();

        assertThat(ports.take(1)).isEqualTo(first);
        ports.close();
    }

    @Test
    void take_refusesWhatNoBlockHas() {
        try (Ports ports = new Ports()) {
            assertThatThrownBy(() -> ports.take(401)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
