package org.hotdesk.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.store.fs.FilePath;

/**
 * Knows of each file below {@link LossyLayer} what was forced to disk, and what was written since: that may be on disk after
 * a power cut, or not, or in part. A disk that is full refuses to write. One for the whole program, as H2's layers are.
 * Thread-safe.
 */
final class LossyDisk {
    private static final Map<String, Content> FILES = new HashMap<>();
    private static Runnable beforeEach = () -> {};
    private static boolean full;
    private static volatile int forceMillis;

    /** What became of the writes that were not forced. */
    enum Loss {
        /** All of them are lost. */
        ALL,
        /** Some are, in no order. */
        SOME,
        /** The disk got as far as the middle of one of them. */
        TORN
    }

    private LossyDisk() {}

    static {
        FilePath.register(new LossyLayer());
    }

    /** Forgets all files. */
    static synchronized void reset() {
        FILES.clear();
        beforeEach = () -> {};
        full = false;
        forceMillis = 0;
    }

    /** Runs this before each operation that changes a file or forces it. */
    static synchronized void beforeEach(Runnable hook) {
        beforeEach = hook;
    }

    static synchronized void full(boolean now) {
        full = now;
    }

    /** Forcing takes so long from now on; others write meanwhile. */
    static void slow(int millis) {
        forceMillis = millis;
    }

    static void takeItsTime() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(forceMillis));
    }

    /** The file as it would be found after a power cut now; empty when it would not be there. */
    static synchronized Optional<byte[]> afterPowerCut(String file, Loss loss, Random random) {
        return Optional.ofNullable(FILES.get(file)).map(content -> content.after(loss, random));
    }

    static synchronized void writing(String file, ByteBuffer bytes, long position) throws IOException {
        beforeEach.run();
        if (full) {
            throw new IOException("No space left on device");
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        content(file).pending.add(new Write(position, Optional.of(ByteBuffer.wrap(copy))));
    }

    static synchronized void truncating(String file, long length) {
        beforeEach.run();
        content(file).pending.add(new Write(length, Optional.empty()));
    }

    /** The disk begins to force what was written so far; returns what to tell it when it is done. */
    static synchronized int forcing(String file) {
        return content(file).begun();
    }

    static synchronized void forced(String file, int begun) {
        beforeEach.run();
        content(file).force(begun);
    }

    /** That a file which we have not seen being written is on disk as it is. */
    static synchronized void has(String file, byte[] bytes) {
        content(file).forced = bytes;
    }

    /** A journalling file system renames at once, whole. */
    static synchronized void moved(String from, String to) {
        beforeEach.run();
        Content content = FILES.remove(from);
        if (content != null) {
            FILES.put(to, content);
        }
    }

    static synchronized void deleted(String file) {
        FILES.remove(file);
    }

    private static Content content(String file) {
        return FILES.computeIfAbsent(file, any -> new Content());
    }

    private static final class Content {
        private final List<Write> pending = new ArrayList<>();
        private byte[] forced = {};
        private int done;

        /** How many writes there have been. */
        int begun() {
            return done + pending.size();
        }

        void force(int begun) {
            List<Write> now = pending.subList(0, Math.max(0, begun - done));
            now.forEach(write -> forced = write.on(forced, Integer.MAX_VALUE));
            done += now.size();
            now.clear();
        }

        byte[] after(Loss loss, Random random) {
            byte[] left = forced.clone();
            int tornAt = pending.isEmpty() ? 0 : random.nextInt(pending.size());
            for (int i = 0; i < pending.size(); i++) {
                Write write = pending.get(i);
                boolean kept =
                        switch (loss) {
                            case ALL -> false;
                            case SOME -> random.nextBoolean();
                            case TORN -> i <= tornAt;
                        };
                int most = loss == Loss.TORN && i == tornAt ? random.nextInt(write.length() + 1) : Integer.MAX_VALUE;
                left = kept ? write.on(left, most) : left;
            }
            return left;
        }
    }

    /** One that is not forced yet: bytes at a position, or, without bytes, a truncation to there. */
    private record Write(long position, Optional<ByteBuffer> bytes) {
        int length() {
            return bytes.map(ByteBuffer::remaining).orElse(0);
        }

        byte[] on(byte[] content, int most) {
            if (bytes.isEmpty()) {
                return Arrays.copyOf(content, (int) Math.min(content.length, position));
            }
            int length = Math.min(length(), most);
            byte[] grown = Arrays.copyOf(content, (int) Math.max(content.length, position + length));
            bytes.get().duplicate().get(grown, (int) position, length);
            return grown;
        }
    }
}
