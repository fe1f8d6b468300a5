package org.hotdesk.ami.link;

import java.nio.charset.StandardCharsets;

/** What may stand in an AMI header, for the actions that asterisk-java writes; it would write anything. */
final class AmiText {
    private static final int SAID_MAX = 120;

    private AmiText() {}

    /**
     * True when the text holds a control character. A line break would end the header and let data become an action, NUL
     * would end it in Asterisk's C, and no other control character has business in astdb.
     */
    static boolean unspeakable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    /** Refuses a header that would become another header, or that Asterisk would not take or would change. */
    static void check(String name, String value) {
        if (unspeakable(name) || unspeakable(value)) {
            throw new AmiException(AmiException.Why.UNSPEAKABLE, "control character in an AMI header");
        }
        int bytes = name.length() + 2 + value.getBytes(StandardCharsets.UTF_8).length + 2;
        if (bytes > ActionEncoder.LINE_MAX) {
            throw new AmiException(
                    AmiException.Why.UNSPEAKABLE,
                    "an AMI line would have " + bytes + " bytes, the most is " + ActionEncoder.LINE_MAX);
        }
    }

    /** Words of the peer, made fit for a log line. */
    static String fit(String said) {
        StringBuilder fit = new StringBuilder();
        for (int i = 0; i < Math.min(said.length(), SAID_MAX); i++) {
            char c = said.charAt(i);
            fit.append(c < ' ' || c > '~' ? '?' : c);
        }
        return fit.toString();
    }
}
