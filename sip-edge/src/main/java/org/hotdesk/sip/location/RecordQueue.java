package org.hotdesk.sip.location;

import java.util.Arrays;

/**
 * Records on their way to the disk: the edge's thread puts them in and never waits, the journal's thread takes all at
 * once. Bounded: when the disk hangs for long, records are left out, and a snapshot makes up for them later.
 * Thread-safe.
 */
final class RecordQueue {
    private static final int FIRST_BYTES = 1 << 16;

    private final int most;
    private byte[] filling = new byte[FIRST_BYTES];
    private byte[] spare = new byte[FIRST_BYTES];
    private int length;
    private long position;
    private long snapshotFrom = -1;
    private long snapshotEnd = -1;
    private boolean lost;
    private boolean closed;

    /** What was taken: bytes from offset 0 on, valid until the next is taken. */
    record Batch(Bytes bytes, int length, long snapshotFrom, long snapshotEnd) {}

    /** Wraps an array that is lent, not given. */
    static final class Bytes {
        final byte[] array;

        Bytes(byte[] array) {
            this.array = array;
        }
    }

    RecordQueue(int most) {
        this.most = most;
    }

    synchronized void put(byte[] record, int recordLength) {
        if (lost || length + recordLength > most) {
            lost = true;
            // One that is complete already stays good; the record left out asks for the next.
            snapshotFrom = snapshotEnd < 0 ? -1 : snapshotFrom;
            return;
        }
        if (length + recordLength > filling.length) {
            filling = Arrays.copyOf(filling, Math.min(most, Math.max(2 * filling.length, length + recordLength)));
        }
        System.arraycopy(record, 0, filling, length, recordLength);
        length += recordLength;
        position += recordLength;
        if (length == recordLength) {
            notifyAll();
        }
    }

    synchronized void beginSnapshot(byte[] record, int recordLength) {
        lost = false;
        snapshotEnd = -1;
        long from = position;
        put(record, recordLength);
        snapshotFrom = lost ? -1 : from;
    }

    synchronized void endSnapshot(byte[] record, int recordLength) {
        put(record, recordLength);
        snapshotEnd = snapshotFrom < 0 ? -1 : position;
    }

    synchronized boolean isSnapshotGood() {
        return snapshotFrom >= 0;
    }

    synchronized boolean hasRoom() {
        return length < most / 2;
    }

    /** Whether records are missing on the disk, or will be. */
    synchronized boolean hasLost() {
        return lost;
    }

    /** The disk refused: what it was given and what waits is lost. */
    synchronized void refused() {
        lost = true;
        snapshotFrom = -1;
        snapshotEnd = -1;
        position -= length;
        length = 0;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits until there is something, or it is closed. */
    synchronized void awaitSome() throws InterruptedException {
        while (length == 0 && !closed) {
            wait();
        }
    }

    /** Waits that long, or until it is closed. */
    synchronized void pause(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !closed; left = until - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** All that is there, perhaps nothing. */
    synchronized Batch take() {
        byte[] full = filling;
        filling = spare;
        spare = full;
        Batch batch = new Batch(new Bytes(full), length, snapshotFrom, snapshotEnd);
        length = 0;
        if (snapshotEnd >= 0) {
            snapshotFrom = -1;
            snapshotEnd = -1;
        }
        return batch;
    }
}
