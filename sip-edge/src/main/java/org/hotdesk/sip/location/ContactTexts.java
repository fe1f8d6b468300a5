package org.hotdesk.sip.location;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hotdesk.sip.location.Registering.Wanted;

/** Packs the texts of a contact, and shares what many have in common. One owner thread. */
final class ContactTexts {
    private static final int SHARED_MAX = 4096;
    private static final int USER_AGENT_MAX = 80;

    private final Map<String, String> userAgents = new HashMap<>();
    private final Map<InetSocketAddress, InetSocketAddress> addresses = new HashMap<>();

    InetSocketAddress shared(InetSocketAddress address) {
        return shared(addresses, address);
    }

    String shared(String userAgent) {
        return shared(userAgents, userAgent);
    }

    private static <T> T shared(Map<T, T> known, T value) {
        T same = known.get(value);
        if (same == null && known.size() < SHARED_MAX) {
            known.put(value, value);
        }
        return same == null ? value : same;
    }

    void fill(Contact contact, Registering asked, Wanted wanted) {
        int uri = wanted.uriEnd - wanted.uriFrom;
        int callId = uri + asked.callIdEnd - asked.callIdFrom;
        int instance = callId + wanted.instanceEnd - wanted.instanceFrom;
        byte[] all = new byte[instance + asked.pathLength()];
        System.arraycopy(asked.b, wanted.uriFrom, all, 0, uri);
        System.arraycopy(asked.b, asked.callIdFrom, all, uri, callId - uri);
        System.arraycopy(asked.b, wanted.instanceFrom, all, callId, instance - callId);
        System.arraycopy(asked.path(), 0, all, instance, asked.pathLength());
        contact.texts(all, uri, callId, instance);
        if (!isUserAgent(contact, asked)) {
            int length = userAgentLength(asked);
            contact.userAgent = shared(new String(asked.b, asked.userAgentFrom, length, StandardCharsets.ISO_8859_1));
        }
    }

    /** Whether {@link #fill} would change nothing. */
    boolean areSame(Contact contact, Registering asked, Wanted wanted) {
        return contact.isUriText(asked.b, wanted.uriFrom, wanted.uriEnd)
                && contact.isCallId(asked.b, asked.callIdFrom, asked.callIdEnd)
                && contact.isInstance(asked.b, wanted.instanceFrom, wanted.instanceEnd)
                && Arrays.equals(
                        contact.text, contact.instanceEnd, contact.text.length, asked.path(), 0, asked.pathLength())
                && isUserAgent(contact, asked);
    }

    private static int userAgentLength(Registering asked) {
        return Math.min(asked.userAgentEnd - asked.userAgentFrom, USER_AGENT_MAX);
    }

    private static boolean isUserAgent(Contact contact, Registering asked) {
        int length = userAgentLength(asked);
        if (contact.userAgent.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (contact.userAgent.charAt(i) != (asked.b[asked.userAgentFrom + i] & 0xff)) {
                return false;
            }
        }
        return true;
    }
}
