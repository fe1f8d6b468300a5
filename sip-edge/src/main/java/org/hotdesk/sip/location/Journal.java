package org.hotdesk.sip.location;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The file from which contacts come back after a restart. Changes are queued, and a thread of its own writes them, all
 * that came within 50 ms at once, and forces them to the disk. So a REGISTER never waits for the disk, and what was
 * answered more than 50 ms (and one force) ago survives {@code kill -9} as well as a power cut; what was answered later
 * may be lost, and its phone is back with its next refresh.
 *
 * <p>While the disk hangs or is full the queue is bounded; what did not get in is made up for by a snapshot of all
 * contacts as soon as it can be written. Open it, {@link #restore} once, close it last. One owner thread, but
 * {@link #status} any.
 */
public final class Journal implements AutoCloseable {
    /** Is told how far restoring has come, in bytes. */
    public interface Progress {
        void at(long done, long total);
    }

    /**
     * What was found in the file.
     *
     * @param contacts those taken over into the table
     * @param expired those whose time was over
     * @param damaged places in the middle that could not be read; what is around them was
     * @param cutBytes of a record that was being written when the process or the power ended
     */
    public record Restored(int contacts, int expired, int damaged, long cutBytes) {}

    /**
     * How the journal is.
     *
     * @param bytes length of the file
     * @param isBehind whether changes are missing on the disk, which the next snapshot will make up for
     */
    public record Status(long bytes, boolean isBehind) {}

    private static final int QUEUE_BYTES = 8 << 20;
    private static final int SLACK_BYTES = 1 << 20;

    private final FileChannel lockFile;
    private final JournalFile file;
    private final RecordQueue queue;
    private final Thread writer;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean started;

    private Journal(FileChannel lockFile, JournalFile file, RecordQueue queue) {
        this.lockFile = lockFile;
        this.file = file;
        this.queue = queue;
        writer = new Thread(new JournalWriter(file, queue), "location-journal");
        writer.setDaemon(true);
    }

    /**
     * Opens or makes the journal, which no other process may have open.
     *
     * @throws IOException with one line that says what to do
     */
    public static Journal open(Path path) throws IOException {
        return open(path, QUEUE_BYTES);
    }

    static Journal open(Path path, int queueBytes) throws IOException {
        // A file of its own carries the lock, since a snapshot takes the journal's place by its name.
        Path lockPath = path.resolveSibling(path.getFileName() + ".lock");
        FileChannel lock = JournalFile.openOwn(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean opened = false;
        try {
            if (!isLocked(lock)) {
                throw new IOException("journal " + path + " is in use by another process: stop that one first");
            }
            Journal journal = new Journal(lock, JournalFile.open(path), new RecordQueue(queueBytes));
            opened = true;
            return journal;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Reads the contacts into an empty table, and from then on writes down what changes in it. Contacts of connections
     * come back too, as known but not reachable ({@code connection} -1) until their phones register anew.
     *
     * @throws IOException with one line, when the disk cannot be read or written
     */
    public Restored restore(LocationTable table, long nowMillis, Progress progress) throws IOException {
        JournalReader reader = file.read(progress);
        int kept = 0;
        for (Contact contact : reader.contacts().values()) {
            if (contact.expires > nowMillis) {
                table.adopt(contact);
                kept++;
            }
        }
        long cut = file.cutAt(reader.goodEnd());
        table.writeTo(new Queued());
        started = true;
        writer.start();
        return new Restored(kept, reader.contacts().size() - kept, reader.damaged(), cut);
    }

    /** May be asked by any thread. */
    public Status status() {
        return new Status(file.length(), queue.hasLost());
    }

    /** Writes what is queued, and lets go of the file. Waits for the disk, but not for a hanging one. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        queue.close();
        try {
            if (started) {
                writer.join(5_000);
            }
            file.close();
            lockFile.close();
        } catch (IOException e) {
            // Nothing is left to write, and the process's end lets go of the rest.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The edge's end of the queue. */
    private final class Queued implements Ledger {
        private final Records records = new Records();
        private boolean snapshotting;

        @Override
        public void put(Contact contact) {
            queue.put(records.bytes(), records.put(contact));
        }

        @Override
        public void refreshed(Contact contact) {
            queue.put(records.bytes(), records.refreshed(contact));
        }

        @Override
        public void removed(long id) {
            queue.put(records.bytes(), records.removed(id));
        }

        @Override
        public boolean wantsSnapshot(long liveBytes) {
            boolean tooLong = file.length() > 2 * liveBytes + SLACK_BYTES && !file.isReplacing();
            return !snapshotting && queue.hasRoom() && (queue.hasLost() || tooLong);
        }

        @Override
        public void beginSnapshot() {
            snapshotting = true;
            file.replacing(true);
            queue.beginSnapshot(records.bytes(), records.mark());
        }

        @Override
        public boolean hasRoom() {
            return queue.hasRoom();
        }

        @Override
        public boolean isSnapshotGood() {
            boolean good = queue.isSnapshotGood();
            snapshotting &= good;
            return good;
        }

        @Override
        public void endSnapshot() {
            queue.endSnapshot(records.bytes(), records.mark());
            snapshotting = false;
        }
    }
}
