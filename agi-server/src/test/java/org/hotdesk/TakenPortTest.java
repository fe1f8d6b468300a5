package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakenPortTest {
    @ParameterizedTest
    @ValueSource(strings = {"agi", "admin"})
    void takenPort_isNamedWithItsKey_andNothingIsSaidToBeClosed(String section, @TempDir Path folder)
            throws IOException {
        Files.createDirectories(folder.resolve("state"));
        var said = new Said();
        Logger log = Logger.getLogger(Hotdesk.class.getName());
        log.addHandler(said);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String place = "127.0.0.1:" + taken.getLocalPort();
            assertThatThrownBy(() -> RunningDaemon.in(folder, section, taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(
                            "cannot listen on " + place + " (" + section + ".listen): the port is taken");
        } finally {
            log.removeHandler(said);
        }
        assertThat(said.lines).doesNotContain("closed");
    }

    private static final class Said extends Handler {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
