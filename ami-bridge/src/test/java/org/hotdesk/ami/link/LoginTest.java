package org.hotdesk.ami.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.link.Links.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import org.hotdesk.ami.link.Links.WriterAlone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class LoginTest {
    @Test
    void refusedPassword_isTriedWithGrowingPauses_andWarnedOfOnce() throws InterruptedException {
        try (FakeAsterisk fake = new FakeAsterisk();
                LogLines log = new LogLines(LinkLoop.class)) {
            fake.changeSecret("another");
            try (AmiLink link = new AmiLink(Links.config(fake, Links.quick(200)), Clock.systemUTC())) {
                link.start();
                await(() -> refused(link));
                Thread.sleep(1_500);
                // The pauses are at least 30, 60, 120, 240, 480, 960 ms: six tries at most, on each of two links.
                assertThat(fake.connects()).isBetween(4, 14);
                assertThat(log.at(Level.WARNING)).hasSize(2).allMatch(line -> line.contains("state=REFUSED"));
                assertThat(log.at(Level.WARNING).get(0))
                        .contains("Authentication failed")
                        .contains("check ami-user and ami-secret-file")
                        .doesNotContain(FakeAsterisk.SECRET);
                assertThat(List.of(link.status().writer(), link.status().reader()))
                        .allMatch(status -> status.detail()
                                .startsWith("Asterisk refused the AMI login: Authentication failed;"
                                        + " check ami-user and ami-secret-file; next try in "));
                fake.changeSecret(FakeAsterisk.SECRET);
                await(() -> link.status().isUp());
            }
        }
    }

    private static boolean refused(AmiLink link) {
        return link.status().writer().state() == LinkState.REFUSED
                && link.status().reader().state() == LinkState.REFUSED;
    }

    @Test
    void passwordChangedUnderARunningLink_isNoStormEither() throws InterruptedException {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake)) {
            fake.changeSecret("another");
            int before = fake.connects();
            fake.cutAll();
            await(() -> refused(link));
            Thread.sleep(1_000);
            assertThat(fake.connects() - before).isLessThan(14);
        }
    }

    @Test
    void asteriskAway_isTriedAgainUntilItComes_andWarnedOfOnce() throws InterruptedException {
        try (FakeAsterisk fake = new FakeAsterisk();
                LogLines log = new LogLines(LinkLoop.class)) {
            fake.refuseConnections(true);
            try (WriterAlone writer = new WriterAlone(fake, Links.quick(200))) {
                await(() -> fake.connects() > 5);
                assertThat(log.at(Level.WARNING)).hasSize(1);
                fake.refuseConnections(false);
                writer.up();
                assertThat(log.at(Level.INFO)).hasSize(1).allMatch(line -> line.contains("state=UP"));
            }
        }
    }

    @Test
    void connectionClosedBeforeTheGreeting_isNoticedAtOnce() {
        try (FakeAsterisk fake = new FakeAsterisk()) {
            fake.refuseConnections(true);
            Duration longTime = Duration.ofSeconds(15);
            AmiPace pace =
                    new AmiPace(longTime, longTime, longTime, 1, Links.quick(1).retry());
            try (AmiLink link = new AmiLink(Links.config(fake, pace), Clock.systemUTC())) {
                long began = System.nanoTime();
                link.start();
                await(() -> fake.connects() > 20
                        && link.status().reader().state() == LinkState.DOWN
                        && !link.status().reader().detail().isEmpty());
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
                fake.refuseConnections(false);
                await(() -> link.status().isUp());
            }
        }
    }

    @Test
    void states_areToldInTheirOrder() {
        List<String> told = new CopyOnWriteArrayList<>();
        try (FakeAsterisk fake = new FakeAsterisk()) {
            try (AmiLink link = new AmiLink(Links.config(fake, Links.quick(200)), Clock.systemUTC())) {
                link.events().subscribe(AmiEvent.LinkChanged.class, event -> {
                    if (event.link() == LinkName.WRITER) {
                        told.add(event.state().name());
                    }
                });
                link.start();
                await(() -> link.status().isUp());
                fake.cutAll();
                await(() ->
                        link.status().writer().logins() == 2 && link.status().isUp());
            }
        }
        assertThat(told).containsExactly("CONNECTING", "UP", "DOWN", "CONNECTING", "UP", "CLOSED");
    }

    @Test
    void asteriskThatIsNotThere_isNamedWithItsAddress() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        var config = new AmiConfig("127.0.0.1", port, new AmiLogin("hotdesk", "s"), Links.quick(1));
        try (AmiLink link = new AmiLink(config, Clock.systemUTC())) {
            link.start();
            String words = "Asterisk at 127.0.0.1:" + port
                    + " cannot be reached: Connection refused; see whether it runs; next try in ";
            await(() -> link.status().writer().detail().startsWith(words));
            await(() -> link.status().reader().detail().startsWith(words));
        }
    }

    @Test
    void peerThatIsNoAsterisk_isLeftAlone() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread other = new Thread(() -> greetAll(server));
            other.start();
            AmiConfig config =
                    new AmiConfig("127.0.0.1", server.getLocalPort(), new AmiLogin("hotdesk", "s"), Links.quick(1));
            AmiWriter writer = new AmiWriter(config);
            LinkLoop loop = new LinkLoop(
                    LinkName.WRITER, config.pace().retry(), writer::newLine, Clock.systemUTC(), status -> {});
            loop.start();
            await(() -> loop.status().detail().contains("no Asterisk manager interface"));
            loop.close();
        }
    }

    private static void greetAll(ServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().read()).isNegative();
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    @Test
    void silentPeer_isGivenUpInTime() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AmiPace pace = new AmiPace(
                    Duration.ofMillis(50),
                    Duration.ofMillis(50),
                    Duration.ofMillis(50),
                    1,
                    Links.quick(1).retry());
            AmiConfig config = new AmiConfig("127.0.0.1", server.getLocalPort(), new AmiLogin("hotdesk", "s"), pace);
            try (AmiLink link = new AmiLink(config, Clock.systemUTC())) {
                link.start();
                await(() -> link.status().writer().detail().contains("no greeting from Asterisk in time"));
                await(() -> link.status().reader().detail().contains("in time"));
            }
        }
    }

    @Test
    void pauses_growAndStayWithinTheirBounds() {
        Duration first = Duration.ofMillis(100);
        Duration longest = Duration.ofSeconds(1);
        List<Long> most = new ArrayList<>(List.of(100L, 200L, 400L, 800L, 1_000L, 1_000L, 1_000L));
        for (int times = 1; times <= most.size(); times++) {
            for (int i = 0; i < 200; i++) {
                long pause = LinkLoop.pause(first, longest, times).toMillis();
                assertThat(pause).isBetween(most.get(times - 1) / 2, most.get(times - 1));
            }
        }
        assertThat(LinkLoop.pause(first, longest, Integer.MAX_VALUE)).isLessThanOrEqualTo(longest);
    }
}
