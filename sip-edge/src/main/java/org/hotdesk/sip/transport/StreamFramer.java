package org.hotdesk.sip.transport;

import java.util.Arrays;
import org.hotdesk.sip.message.Parsed;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;

/**
 * Cuts the bytes of one connection into messages. A byte is looked at a bounded number of times however the bytes are
 * spread over the reads, so that sending slowly is no way to make us work. One owner thread, which lends its parser.
 */
final class StreamFramer {
    /** What was found. The arrays are the receiver's to keep. */
    interface Sink {
        void message(byte[] bytes);

        /** Two line ends: a ping that wants a line end for an answer (RFC 5626 §4.4.1); once for each read. */
        void ping();

        /** Where the next message ends cannot be known; nothing comes behind this. */
        void wrong(byte[] bytes);
    }

    private static final byte[] NOTHING = {};

    private final SipParser parser;
    private final int longest;
    private final Sink sink;
    private byte[] buffer = NOTHING;
    private int at;
    private int used;
    /** Up to where the head was searched for its end. */
    private int scanned;
    /** Below this the message cannot be whole. */
    private int needed;

    private int lineEnds;
    private boolean broken;

    StreamFramer(SipParser parser, int longest, Sink sink) {
        this.parser = parser;
        this.longest = longest;
        this.sink = sink;
    }

    /** Whether a message has begun and is not whole. */
    boolean isInside() {
        return used > at;
    }

    /** Takes what was read; the array belongs to the framer then. */
    void feed(byte[] bytes) {
        if (broken) {
            return;
        }
        append(bytes);
        boolean ping = skipLineEnds();
        while (!broken && used > at && !isLineEndBegun() && isWorthParsing() && next()) {
            ping |= skipLineEnds();
        }
        if (ping) {
            sink.ping();
        }
        if (used == at || broken) {
            buffer = NOTHING;
            restart(0);
            used = 0;
        }
    }

    private void append(byte[] bytes) {
        if (used == at) {
            buffer = bytes;
            used = bytes.length;
            restart(0);
            return;
        }
        if (buffer.length - used < bytes.length) {
            int size = used - at;
            byte[] larger = new byte[Math.max(2 * size, size + bytes.length)];
            System.arraycopy(buffer, at, larger, 0, size);
            scanned -= at;
            needed -= at;
            used = size;
            at = 0;
            buffer = larger;
        }
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    private void restart(int from) {
        at = from;
        scanned = from;
        needed = from;
    }

    private boolean skipLineEnds() {
        boolean ping = false;
        int from = at;
        while (from + 1 < used && buffer[from] == '\r' && buffer[from + 1] == '\n') {
            from += 2;
            lineEnds++;
            if (lineEnds == 2) {
                ping = true;
                lineEnds = 0;
            }
        }
        if (from > at) {
            restart(from);
        }
        return ping;
    }

    private boolean isLineEndBegun() {
        return used - at == 1 && buffer[at] == '\r';
    }

    /** True when the head is whole or cannot become good, and as much of the body has come as the last look asked for. */
    private boolean isWorthParsing() {
        if (needed > at) {
            return used >= needed;
        }
        if (used - at >= longest) {
            return true;
        }
        int from = Math.max(at, scanned - 3);
        for (int i = from; i < used; i++) {
            boolean lineFeed = buffer[i] == '\n';
            boolean afterReturn = i > at && buffer[i - 1] == '\r';
            if (lineFeed != afterReturn) {
                return true;
            }
            if (lineFeed && i - 3 >= at && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return true;
            }
        }
        scanned = used;
        return false;
    }

    /** Takes the first message, if it is whole, and says whether to go on. */
    private boolean next() {
        lineEnds = 0;
        Parsed parsed = parser.stream(buffer, at, used);
        if (parsed instanceof SipMessage message) {
            int end = message.end();
            boolean all = at == 0 && end == buffer.length;
            sink.message(all ? buffer : Arrays.copyOfRange(buffer, at, end));
            restart(end);
            return true;
        }
        if (parsed instanceof Parsed.Wrong) {
            broken = true;
            sink.wrong(Arrays.copyOfRange(buffer, at, used));
            return false;
        }
        needed = used + parser.missing();
        return false;
    }
}
