package org.hotdesk.ami.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes from Asterisk that are not yet read as messages. Answers three ways: a whole message, need more bytes, or an
 * {@link IOException} when one message is longer than any can be. One owner thread.
 */
final class Inbox {
    /** No reply on the writer link comes near this; a peer that sends more in one message is not Asterisk. */
    static final int MESSAGE_MAX = 1024 * 1024;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] MESSAGE_END = {'\r', '\n', '\r', '\n'};

    private byte[] bytes = new byte[64 * 1024];
    private int from;
    private int scanned;
    private int to;

    /** Room to read into; {@link #filled} tells how much came. */
    ByteBuffer room() throws IOException {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            scanned -= from;
            to -= from;
            from = 0;
        }
        if (to == bytes.length) {
            if (to >= MESSAGE_MAX) {
                throw new IOException("a message of more than " + MESSAGE_MAX + " bytes, at offset " + to);
            }
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        return ByteBuffer.wrap(bytes, to, bytes.length - to);
    }

    void filled(int count) {
        to += count;
    }

    /** Points the message at the next one and takes it out; false when more bytes are needed. */
    boolean next(Message message) {
        return next(message, MESSAGE_END);
    }

    /** The same with the message's own end, for one whose value may hold blank lines. */
    boolean next(Message message, byte[] messageEnd) {
        int end = find(messageEnd);
        if (end < 0) {
            return false;
        }
        message.set(bytes, from, end);
        take(end);
        return true;
    }

    /** The first line, without its end, into the message. */
    boolean line(Message message) {
        int end = find(LINE_END);
        if (end < 0) {
            return false;
        }
        message.set(bytes, from, end - LINE_END.length);
        take(end);
        return true;
    }

    /** How the bytes not yet taken compare with a text: -1 they differ, 0 too few to say, 1 they begin with it. */
    int beginsWith(byte[] text) {
        int size = Math.min(text.length, to - from);
        for (int i = 0; i < size; i++) {
            if (bytes[from + i] != text[i]) {
                return -1;
            }
        }
        return size == text.length ? 1 : 0;
    }

    private void take(int end) {
        from = end;
        scanned = end;
    }

    /** Position behind the text, -1 when it has not come; bytes are looked at once. */
    private int find(byte[] text) {
        byte last = text[text.length - 1];
        for (int at = Math.max(scanned, from + text.length - 1); at < to; at++) {
            if (bytes[at] == last && endsWith(text, at)) {
                return at + 1;
            }
        }
        scanned = to;
        return -1;
    }

    private boolean endsWith(byte[] text, int at) {
        int start = at - text.length + 1;
        for (int i = 0; i < text.length; i++) {
            if (bytes[start + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
