package org.hotdesk.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** The real daemon as a process under a service manager, which is this test. */
class SupervisedDaemonTest {
    private static final Duration START = Duration.ofSeconds(40);
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void daemon_saysWhenItIsReady_livesFrozenAndEnding() throws IOException, InterruptedException {
        Path path = folder.resolve("notify");
        int agi = freePort();
        try (var manager = new Manager(AFUNIXSocketAddress.of(path.toFile()))) {
            Process daemon = serve(path, agi);
            try {
                assertThat(manager.awaited("READY=1", START)).contains("FastAGI at 127.0.0.1:" + agi);
                assertThat(AgiProbe.ask(address(agi), SOON)).isEqualTo(AgiProbe.Answer.SERVED);
                manager.awaited("WATCHDOG=1", SOON);
                manager.awaited("WATCHDOG=1", SOON);

                signal(daemon, "STOP");
                while (manager.next(Duration.ofMillis(900)).isPresent()) {
                    assertThat(daemon.isAlive()).isTrue();
                }
                assertThat(AgiProbe.ask(address(agi), Duration.ofMillis(300))).isEqualTo(AgiProbe.Answer.SILENT);
                signal(daemon, "CONT");
                manager.awaited("WATCHDOG=1", SOON);

                daemon.destroy();
                manager.awaited("STOPPING=1", SOON);
                assertThat(daemon.waitFor(15, TimeUnit.SECONDS)).isTrue();
            } finally {
                daemon.destroyForcibly();
            }
        }
        assertThat(AgiProbe.ask(address(agi), SOON)).isEqualTo(AgiProbe.Answer.SILENT);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Process serve(Path notify, int agi) throws IOException {
        Path secret = Files.writeString(folder.resolve("ami.secret"), "a-secret-of-some-length\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path config = Files.writeString(
                folder.resolve("hotdesk.toml"),
                """
                [store]
                path = "state/hotdesk"
                [secrets]
                pepper-file = "state/pepper"
                key-file = "state/key"
                [agi]
                listen = "127.0.0.1:%d"
                [admin]
                listen = "127.0.0.1:%d"
                token-file = "state/token"
                [asterisk]
                ami-port = 1
                ami-secret-file = "ami.secret"
                config-folder = "asterisk"
                voicemail-spool = "spool"
                """
                        .formatted(agi, freePort()));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.hotdesk.HotdeskMain",
                        "--config",
                        config.toString(),
                        "serve"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("NOTIFY_SOCKET", notify.toString());
        builder.environment().put("WATCHDOG_USEC", "1500000");
        return builder.start();
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
