package org.hotdesk.sip.abuse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;

/** Finds the names of attackers' tools in a User-Agent, without allocating. Thread-safe. */
final class Scanners {
    private final byte[][] names;
    /** What the names begin with, a bit for the lowest six bits of the letter: nearly every place is passed by it alone. */
    private final long beginnings;

    Scanners(List<String> names) {
        this.names = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        long bits = 0;
        for (byte[] name : this.names) {
            bits |= 1L << (name[0] & 63);
        }
        beginnings = bits;
    }

    boolean match(SipMessage message) {
        int line = names.length == 0 ? -1 : message.find(HeaderName.USER_AGENT, 0);
        return line >= 0 && match(message.buffer(), message.valueFrom(line), message.valueEnd(line));
    }

    private boolean match(byte[] b, int from, int end) {
        for (int at = from; at < end; at++) {
            if ((beginnings & (1L << (lower(b[at]) & 63))) != 0 && isOneAt(b, at, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOneAt(byte[] b, int at, int end) {
        for (byte[] name : names) {
            if (at + name.length <= end && stands(name, b, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(byte[] name, byte[] b, int at) {
        for (int i = 0; i < name.length; i++) {
            if (name[i] != lower(b[at + i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
}
