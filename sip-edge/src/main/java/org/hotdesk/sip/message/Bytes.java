package org.hotdesk.sip.message;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A buffer that grows and is used again; text of ours is refused when it holds CR, LF or NUL. One owner thread. */
final class Bytes {
    private byte[] bytes;
    private int length;

    Bytes(int size) {
        bytes = new byte[size];
    }

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Adds what is known to be ASCII and safe. */
    Bytes ascii(String text) {
        int size = text.length();
        room(size);
        Ascii.copy(text, bytes, length);
        length += size;
        return this;
    }

    Bytes text(String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("CR, LF or NUL in a value");
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return raw(utf8, 0, utf8.length);
    }

    Bytes number(int value) {
        if (value >= 10) {
            number(value / 10);
        }
        room(1);
        bytes[length++] = (byte) ('0' + value % 10);
        return this;
    }

    Bytes raw(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
        return this;
    }

    /** Adds a Via value with {@code rport} filled and {@code received} added (RFC 3261 §18.2.1, RFC 3581 §4). */
    void via(Via via, byte[] b, int from, int end, InetSocketAddress source) {
        String address = Ascii.literal(source.getAddress());
        Params params = via.params();
        boolean rport = params.find("rport");
        if (rport && params.valueFrom() == params.valueEnd()) {
            int name = params.valueFrom();
            raw(b, from, name).ascii("=").number(source.getPort()).raw(b, name, end);
        } else {
            raw(b, from, end);
        }
        if (!params.find("received") && (rport || !Ascii.equals(b, via.hostFrom(), via.hostEnd(), address))) {
            ascii(";received=").ascii(address);
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
