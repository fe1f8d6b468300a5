package org.hotdesk.ami.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes AMI actions as bytes, one behind the other in one buffer; the only writer of AMI headers on our own socket. What
 * AMI cannot say is refused, never repaired. One owner at a time.
 */
final class ActionEncoder {
    /** Asterisk include/asterisk/manager.h: one header line with its line end is at most 1,024 bytes. */
    static final int LINE_MAX = 1_024;

    private static final byte[] ACTION = ascii("Action: ");
    private static final byte[] ACTION_ID = ascii("\r\nActionID: ");
    private static final int DIGITS_MAX = 20;

    private final byte[] idPrefix;
    private byte[] bytes = new byte[32 * 1024];
    private int length;

    /** @param token stands before the number in each ActionID of this connection */
    ActionEncoder(String token) {
        this.idPrefix = ascii(token);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Drops what stands behind the mark: an action that was refused half way. */
    void rewind(int mark) {
        length = mark;
    }

    /** Drops the first bytes, which were written. */
    void drop(int written) {
        System.arraycopy(bytes, written, bytes, 0, length - written);
        length -= written;
    }

    void begin(byte[] action, long id) {
        room(ACTION.length + action.length + ACTION_ID.length + idPrefix.length + DIGITS_MAX);
        raw(ACTION);
        raw(action);
        raw(ACTION_ID);
        raw(idPrefix);
        number(id);
        lineEnd();
    }

    /**
     * Adds one header.
     *
     * @param name with its colon and blank
     */
    void header(byte[] name, String value) {
        room(name.length + 3 * value.length() + 2);
        int start = length;
        raw(name);
        text(value);
        lineEnd();
        if (length - start > LINE_MAX) {
            throw unspeakable("an AMI line would have " + (length - start) + " bytes, the most is " + LINE_MAX);
        }
    }

    void end() {
        room(2);
        lineEnd();
    }

    private void text(String value) {
        int size = value.length();
        if (size > 0 && value.charAt(0) == ' ') {
            throw unspeakable("Asterisk would drop the blank at the beginning of a value");
        }
        for (int i = 0; i < size; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 0x7f) {
                throw unspeakable("control character in an AMI value, at " + i);
            }
            if (c > 0x7f) {
                utf8(value, i);
                return;
            }
            bytes[length++] = (byte) c;
        }
    }

    private void utf8(String value, int from) {
        for (int i = from; i < value.length(); ) {
            int c = value.codePointAt(i);
            if (c < ' ' || c == 0x7f || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                throw unspeakable("character that AMI cannot carry, at " + i);
            }
            if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xc0 | c >> 6);
                tail(c, 0);
            } else if (c < 0x10000) {
                bytes[length++] = (byte) (0xe0 | c >> 12);
                tail(c, 6);
                tail(c, 0);
            } else {
                bytes[length++] = (byte) (0xf0 | c >> 18);
                tail(c, 12);
                tail(c, 6);
                tail(c, 0);
            }
            i += Character.charCount(c);
        }
    }

    private void tail(int c, int shift) {
        bytes[length++] = (byte) (0x80 | ((c >> shift) & 0x3f));
    }

    private void number(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void lineEnd() {
        bytes[length++] = '\r';
        bytes[length++] = '\n';
    }

    private void raw(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void room(int wanted) {
        if (bytes.length - length < wanted) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + wanted));
        }
    }

    private static AmiException unspeakable(String message) {
        return new AmiException(AmiException.Why.UNSPEAKABLE, message);
    }
}
