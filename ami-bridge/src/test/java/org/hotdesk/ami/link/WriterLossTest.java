package org.hotdesk.ami.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.link.Links.await;
import static org.hotdesk.ami.link.Links.exception;
import static org.hotdesk.ami.link.Links.failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hotdesk.ami.link.Links.WriterAlone;
import org.hotdesk.astdb.AstDbKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class WriterLossTest {
    private static final AstDbKey KEY = new AstDbKey("DEVICE", "1001/user");

    @Test
    void lostLink_failsEverythingOutstandingAtOnceWithOneException() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            fake.freeze();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                all.add(writer.db.put(KEY, String.valueOf(i)));
            }
            fake.cutAll();
            Set<AmiException> exceptions = new HashSet<>();
            all.forEach(one -> exceptions.add(exception(one)));
            assertThat(exceptions).hasSize(1);
            assertThat(exceptions).extracting(AmiException::why).containsOnly(AmiException.Why.LOST);
        }
    }

    @Test
    void noLink_failsAtOnce_andComesBackByItself() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            fake.refuseConnections(true);
            fake.cutAll();
            await(() -> writer.loop.status().state() == LinkState.DOWN);
            assertThat(failure(writer.db.put(KEY, "201"))).isEqualTo(AmiException.Why.NOT_UP);
            fake.refuseConnections(false);
            writer.up();
            writer.db.put(KEY, "201").join();
            assertThat(writer.loop.status().logins()).isEqualTo(2);
        }
    }

    @Test
    void asteriskRestartedOnItsPort_isFoundAgain() {
        int port;
        WriterAlone writer;
        try (FakeAsterisk fake = new FakeAsterisk()) {
            port = fake.port();
            writer = new WriterAlone(fake, Links.quick(200)).up();
        }
        try (writer;
                FakeAsterisk again = new FakeAsterisk(port)) {
            await(() -> writer.loop.status().logins() == 2);
            writer.up().db.put(KEY, "201").join();
            assertThat(again.astDb()).containsKey("/DEVICE/1001/user");
        }
    }

    @Test
    void frozenAsterisk_isLostAfterTheReplyTimeout_andWaitingCallersGoFree() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(4)).up()) {
            fake.freeze();
            long began = System.nanoTime();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(writer.db.put(KEY, String.valueOf(i))); // the fifth waits for room until the line is lost
            }
            assertThat(failure(all.get(0))).isEqualTo(AmiException.Why.LOST);
            assertThat(failure(all.get(4))).isIn(AmiException.Why.LOST, AmiException.Why.NOT_UP);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            fake.thaw();
            await(() -> writer.loop.status().logins() == 2);
        }
    }

    @Test
    void frozenAsterisk_withMoreThanTheSocketHolds_blocksNobody() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(5_000)).up()) {
            fake.freeze();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                all.add(writer.db.put(KEY, "x".repeat(1_000)));
            }
            assertThat(failure(all.get(4_999))).isIn(AmiException.Why.LOST, AmiException.Why.NOT_UP);
        }
    }

    @Test
    void slowAsterisk_withMoreThanTheSocketHolds_getsAllOfIt() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, patient(5_000)).up()) {
            fake.freeze();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                all.add(writer.db.put(new AstDbKey("F", String.valueOf(i)), "x".repeat(1_000)));
            }
            fake.thaw();
            all.forEach(CompletableFuture::join);
            assertThat(fake.astDb()).hasSize(5_000);
        }
    }

    private static AmiPace patient(int window) {
        Duration longTime = Duration.ofSeconds(20);
        return new AmiPace(longTime, longTime, longTime, window, Links.quick(1).retry());
    }

    @Test
    void halfOpenLink_isFoundByPing_whenNobodySaysAnything() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            fake.freeze();
            await(() -> writer.loop.status().state() != LinkState.UP);
            fake.thaw();
            writer.up();
            assertThat(writer.loop.status().logins()).isEqualTo(2);
        }
    }

    @Test
    void idleLink_staysUpByPings() throws InterruptedException {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            Thread.sleep(900); // twice the ping pause and the reply timeout together
            assertThat(writer.loop.status().state()).isEqualTo(LinkState.UP);
            assertThat(fake.connects()).isEqualTo(1);
        }
    }

    @Test
    void slowReplies_areWaitedForAsLongAsTheyKeepComing() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            fake.answerAfter(Duration.ofMillis(100));
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(writer.db.put(KEY, String.valueOf(i))); // 800 ms in all, twice the reply timeout
            }
            all.forEach(CompletableFuture::join);
            assertThat(fake.connects()).isEqualTo(1);
        }
    }

    @Test
    void droppedReply_isNoticedByTheNextOne_andNothingIsWronglyAcknowledged() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            fake.dropRepliesTo(action -> action.get("Val").equals("second"));
            CompletableFuture<Void> first = writer.db.put(KEY, "first");
            CompletableFuture<Void> second = writer.db.put(KEY, "second");
            CompletableFuture<Void> third = writer.db.put(KEY, "third");
            first.join();
            assertThat(failure(second)).isEqualTo(AmiException.Why.LOST);
            assertThat(failure(third)).isEqualTo(AmiException.Why.LOST);
            writer.up();
        }
    }

    @Test
    void lyingAsterisk_acknowledgesNothing() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            fake.lieAboutIds(1);
            assertThat(failure(writer.db.put(KEY, "201"))).isEqualTo(AmiException.Why.LOST);
            fake.lieAboutIds(0);
            writer.up();
        }
    }

    @Test
    void close_failsWhatIsOutstanding() {
        try (FakeAsterisk fake = new FakeAsterisk()) {
            WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up();
            fake.freeze();
            CompletableFuture<Void> put = writer.db.put(KEY, "201");
            writer.close();
            assertThat(failure(put)).isEqualTo(AmiException.Why.LOST);
            assertThat(failure(writer.db.put(KEY, "201"))).isEqualTo(AmiException.Why.NOT_UP);
            assertThat(writer.loop.status().state()).isEqualTo(LinkState.CLOSED);
        }
    }
}
