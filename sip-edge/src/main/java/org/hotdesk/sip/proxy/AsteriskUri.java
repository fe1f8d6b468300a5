package org.hotdesk.sip.proxy;

import java.util.Locale;
import java.util.Set;
import org.hotdesk.sip.message.Params;
import org.hotdesk.sip.message.Uri;

/** The Request-URI that Asterisk gets for what a phone dialled. */
final class AsteriskUri {
    /** Parameters that say how to get to us, which is done (RFC 3261 §19.1.1). */
    private static final Set<String> OF_THE_WAY = Set.of("transport", "maddr", "ttl", "lr", "ob", "comp");

    private AsteriskUri() {}

    /** The same user, or another one, at Asterisk; {@code sips} becomes {@code sip}, since the last hop is loopback. */
    static String of(Uri dialled, String user, String asteriskHost) {
        StringBuilder out = new StringBuilder(64).append("sip:");
        if (!user.isEmpty()) {
            out.append(user).append('@');
        }
        out.append(asteriskHost);
        Params params = dialled.params();
        for (params.rewind(); params.next(); ) {
            if (!OF_THE_WAY.contains(params.nameText().toLowerCase(Locale.ROOT))) {
                out.append(';').append(params.nameText());
                if (params.valueEnd() > params.valueFrom()) {
                    out.append('=').append(params.valueText());
                }
            }
        }
        return out.toString();
    }
}
