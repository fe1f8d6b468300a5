package org.hotdesk.sip.location;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;

/** The journal's own thread: takes what is queued, writes it, forces it. */
final class JournalWriter implements Runnable {
    private static final System.Logger LOG = System.getLogger(JournalWriter.class.getName());
    private static final long GROUP_NANOS = 50_000_000L;
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final JournalFile file;
    private final RecordQueue queue;
    private long taken;
    private boolean failing;

    JournalWriter(JournalFile file, RecordQueue queue) {
        this.file = file;
        this.queue = queue;
    }

    @Override
    public void run() {
        try {
            long last = System.nanoTime() - GROUP_NANOS;
            boolean open = true;
            while (open) {
                queue.awaitSome();
                queue.pause(GROUP_NANOS - (System.nanoTime() - last));
                last = System.nanoTime();
                open = !queue.isClosed();
                write(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(RecordQueue.Batch batch) throws InterruptedException {
        try {
            taken += batch.length();
            file.append(batch.bytes().array, batch.length());
            if (batch.snapshotEnd() >= 0) {
                file.keepFrom(file.length() - (taken - batch.snapshotFrom()));
                file.replacing(false);
                if (failing) {
                    LOG.log(INFO, () -> "journal written again file=" + file);
                }
                failing = false;
            }
        } catch (IOException e) {
            refused(e);
        }
    }

    private void refused(IOException e) throws InterruptedException {
        queue.refused();
        file.replacing(false);
        if (!failing) {
            LOG.log(
                    WARNING,
                    () -> "journal cannot be written, contacts are in memory alone until it can file=" + file + " why="
                            + e.getMessage());
        }
        failing = true;
        try {
            file.mend();
        } catch (IOException stillBroken) {
            // The reader gets over what is left of a record.
        }
        queue.pause(RETRY_NANOS);
    }
}
