package org.hotdesk.ami.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.link.Links.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hotdesk.ami.link.Links.WriterAlone;
import org.hotdesk.astdb.AstDbKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The line cut after byte 0, 1, 2 … n of what Asterisk sends in one exchange. */
@ExtendWith(NoLeaks.class)
class CutLadderTest {
    private static final AstDbKey KEY = new AstDbKey("DEVICE", "1001/user");
    private static final int EXCHANGE_MAX = 700;

    /** The exchange; true when all of it was answered. */
    private static boolean exchange(AstDbLink db) {
        CompletableFuture<Void> put = db.put(KEY, "none");
        CompletableFuture<Optional<String>> get = db.get(KEY);
        CompletableFuture<Boolean> del = db.del(new AstDbKey("DEVICE", "nobody"));
        try {
            CompletableFuture.allOf(put, get, del).join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(AmiException.class);
            return false;
        }
        assertThat(get.join()).contains("none");
        assertThat(del.join()).isFalse();
        return true;
    }

    private static AmiPace impatient() {
        RetryPace retry =
                new RetryPace(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(1), Duration.ofMillis(2));
        return new AmiPace(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(150), 200, retry);
    }

    @Test
    void writer_cutAfterEachByte_failsCleanlyAndComesBack() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, impatient()).up()) {
            int cutInside = 0;
            boolean uncut = false;
            for (int bytes = 0; bytes < EXCHANGE_MAX && !uncut; bytes++) {
                int connects = fake.connects();
                againCutAfter(bytes, fake, writer.loop);
                long logins = writer.loop.status().logins();
                if (!exchange(writer.db)) {
                    cutInside++;
                    await(() -> writer.loop.status().logins() > logins);
                    writer.up();
                    assertThat(exchange(writer.db))
                            .as("after a cut behind byte %d", bytes)
                            .isTrue();
                }
                uncut = fake.connects() == connects + 1;
            }
            assertThat(uncut).as("a whole exchange").isTrue();
            assertThat(cutInside).as("exchanges that were cut").isGreaterThan(200);
        }
    }

    private static void againCutAfter(int bytes, FakeAsterisk fake, LinkLoop loop) {
        long logins = loop.status().logins();
        fake.cutNextAfter(bytes);
        fake.cutAll();
        await(() -> loop.status().logins() > logins && loop.status().state() == LinkState.UP);
    }

    @Test
    void writer_messagesInPiecesOfEachSize_readTheSame() {
        try (FakeAsterisk fake = new FakeAsterisk()) {
            for (int size = 1; size < 60; size++) {
                fake.sendInPiecesOf(size);
                try (WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
                    assertThat(exchange(writer.db)).as("pieces of %d", size).isTrue();
                }
            }
        }
    }

    @Test
    void reader_cutAfterEachByte_failsCleanlyAndComesBack() {
        try (FakeAsterisk fake = new FakeAsterisk()) {
            AmiReader reader = new AmiReader(Links.config(fake, impatient()), event -> {});
            RetryPace retry = impatient().retry();
            try (LinkLoop loop =
                    new LinkLoop(LinkName.READER, retry, reader::newLine, Clock.systemUTC(), status -> {})) {
                loop.start();
                await(() -> loop.status().state() == LinkState.UP);
                boolean uncut = false;
                for (int bytes = 0; bytes < EXCHANGE_MAX && !uncut; bytes += bytes < 30 ? 10 : 1) {
                    int connects = fake.connects();
                    againCutAfter(bytes, fake, loop);
                    boolean whole = refresh(reader);
                    uncut = whole && fake.connects() == connects + 1;
                }
                assertThat(uncut).as("a whole exchange").isTrue();
            }
        }
    }

    private static boolean refresh(AmiReader reader) {
        try {
            reader.voicemailRefresh("device", "1001").join();
            return true;
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(AmiException.class);
            return false;
        }
    }
}
