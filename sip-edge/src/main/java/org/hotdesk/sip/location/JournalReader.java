package org.hotdesk.sip.location;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Reads a journal through a window, over whatever damage it has. One owner thread. */
final class JournalReader {
    private static final int WINDOW = 1 << 20;

    private final FileChannel file;
    private final Journal.Progress progress;
    private final long size;
    private final byte[] window = new byte[WINDOW];
    private final ByteBuffer buffer = ByteBuffer.wrap(window);
    private final CRC32C crc = new CRC32C();
    private final Map<Long, Contact> contacts = new HashMap<>();
    private long windowFrom;
    private int windowLength;
    private long records;
    private int damaged;
    private long goodEnd;

    JournalReader(FileChannel file, Journal.Progress progress) throws IOException {
        this.file = file;
        this.progress = progress;
        this.size = file.size();
    }

    /** Reads all from that offset on. */
    void read(long from, ContactTexts texts) throws IOException {
        long at = from;
        goodEnd = from;
        boolean gap = false;
        while (at < size) {
            int length = recordAt(at);
            if (length < 0) {
                // Not a record: the next one is looked for at each offset.
                gap = true;
                at++;
                continue;
            }
            damaged += gap ? 1 : 0;
            gap = false;
            int start = (int) (at - windowFrom) + Records.FRAME;
            damaged += Records.replay(ByteBuffer.wrap(window, start, length).slice(), contacts, texts) ? 0 : 1;
            records++;
            at += Records.FRAME + length;
            goodEnd = at;
        }
        progress.at(size, size);
    }

    /** The length of the whole and true record there, else -1. */
    private int recordAt(long at) throws IOException {
        if (!load(at, Records.FRAME)) {
            return -1;
        }
        int offset = (int) (at - windowFrom);
        int length = buffer.getInt(offset);
        if (length < 1 || length > Records.MOST || !load(at, Records.FRAME + length)) {
            return -1;
        }
        offset = (int) (at - windowFrom);
        crc.reset();
        crc.update(window, offset + Records.FRAME, length);
        return (int) crc.getValue() == buffer.getInt(offset + 4) ? length : -1;
    }

    /** Sees to it that so many bytes from there on are in the window; false when the file ends before. */
    private boolean load(long at, int length) throws IOException {
        if (at + length > size) {
            return false;
        }
        if (at >= windowFrom && at + length <= windowFrom + windowLength) {
            return true;
        }
        progress.at(at, size);
        windowFrom = at;
        buffer.clear();
        while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) > 0) {
            // Reads until the window is full or the file ends.
        }
        windowLength = buffer.position();
        buffer.clear();
        return windowLength >= length;
    }

    Map<Long, Contact> contacts() {
        return contacts;
    }

    long records() {
        return records;
    }

    /** How many places in the middle could not be read. */
    int damaged() {
        return damaged;
    }

    /** Where the last good record ends; what is behind it was being written when the power went. */
    long goodEnd() {
        return goodEnd;
    }
}
