package org.hotdesk.sip.abuse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;

/** Finds the names of attackers' tools in a User-Agent, without allocating. Thread-safe. */
final class Scanners {
    private final byte[][] names;

    Scanners(List<String> names) {
        this.names = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    boolean match(SipMessage message) {
        int line = names.length == 0 ? -1 : message.find(HeaderName.USER_AGENT, 0);
        return line >= 0 && match(message.buffer(), message.valueFrom(line), message.valueEnd(line));
    }

    private boolean match(byte[] b, int from, int end) {
        for (byte[] name : names) {
            for (int at = from; at + name.length <= end; at++) {
                if (stands(name, b, at)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean stands(byte[] name, byte[] b, int at) {
        for (int i = 0; i < name.length; i++) {
            byte c = b[at + i];
            if (name[i] != (c >= 'A' && c <= 'Z' ? c + 32 : c)) {
                return false;
            }
        }
        return true;
    }
}
