package org.hotdesk.dialplan.phone;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.hotdesk.phone.MacAddress;

/**
 * How a phone's file is written: the one encoder of each format. Each refuses control characters, which would begin a
 * line of their own; the text itself is not told, for it may be a secret.
 */
enum PhoneFormat {
    /** XML 1.0, in elements and attributes. */
    XML {
        @Override
        String escaped(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&apos;");
        }
    },
    /** {@code name = value} (Yealink): to the end of the line, blanks around it not counted. */
    PAIRS {
        @Override
        String escaped(String text) {
            return unpadded(text);
        }
    },
    /** {@code name: value} (Snom before XML): a line that begins with {@code <} or {@code #} is a comment. */
    COLON {
        @Override
        String escaped(String text) {
            return unpadded(without(text, '<'));
        }
    },
    /** {@code name: "value"} (Cisco 7940): there is no way to write a quotation mark. */
    QUOTED {
        @Override
        String escaped(String text) {
            return without(text, '"');
        }
    },
    /** Grandstream's binary format, of lines {@code P<number>=<value>}. */
    GRANDSTREAM {
        @Override
        String escaped(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        @Override
        byte[] bytes(String text, MacAddress mac) {
            return GrandstreamBinary.of(mac, text.strip().replace("\n", "&"));
        }
    };

    /** A value as it must stand in the file; an {@link IllegalArgumentException} when it cannot. */
    final String encoded(String text) {
        if (text.codePoints().anyMatch(PhoneFormat::isForbidden)) {
            throw new IllegalArgumentException("a control character");
        }
        return escaped(text);
    }

    abstract String escaped(String text);

    /** The whole file. */
    byte[] bytes(String text, MacAddress mac) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String unpadded(String text) {
        if (!text.equals(text.strip())) {
            throw new IllegalArgumentException("blanks around it");
        }
        return text;
    }

    private static String without(String text, char sign) {
        if (text.indexOf(sign) >= 0) {
            throw new IllegalArgumentException("a " + sign);
        }
        return text;
    }

    private static boolean isForbidden(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || c == 0xFFFE
                || c == 0xFFFF;
    }
}
