package org.hotdesk.agi.protocol;

import java.nio.charset.StandardCharsets;
import org.hotdesk.agi.protocol.AgiException.Why;

/**
 * The one encoder of what goes to Asterisk over AGI. It refuses what a line cannot carry and repairs nothing, so no
 * data can become a second command.
 */
final class AgiText {
    /** Longest command, in bytes with its line end. Asterisk up to 22.5 cuts at 2,048 and takes the rest for another. */
    static final int LINE_BYTES_MAX = 2_000;

    private static final int DELETE = 0x7f;

    private AgiText() {}

    /** One token in quotes, quotes and backslashes in it escaped. */
    static void appendQuoted(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\');
            }
            line.append(c);
        }
        line.append('"');
    }

    /**
     * One text among others in the quoted token that {@code ARRAY()} splits. Asterisk takes two layers off: AGI's, then
     * that of the function, which would split at commas and eat quotes and brackets (tried on 22: all of them arrive).
     */
    static void appendForArray(StringBuilder token, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case ',', '(', ')', '[', ']' -> token.append("\\\\");
                case '"', '\\' -> token.append("\\\\\\");
                default -> {}
            }
            token.append(c);
        }
    }

    /**
     * The bytes of one command line.
     *
     * @throws AgiException NOT_SENDABLE for a control character, half a surrogate pair, or too long a line
     */
    static byte[] line(String command) {
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c < ' ' || c == DELETE) {
                throw new AgiException(Why.NOT_SENDABLE, "control character in an AGI command");
            }
            if (Character.isSurrogate(c)) {
                i += requirePair(command, i);
            }
        }
        byte[] bytes = command.concat("\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LINE_BYTES_MAX) {
            throw new AgiException(Why.NOT_SENDABLE, "AGI command of " + bytes.length + " bytes");
        }
        return bytes;
    }

    private static int requirePair(String command, int at) {
        if (!Character.isHighSurrogate(command.charAt(at))
                || at + 1 == command.length()
                || !Character.isLowSurrogate(command.charAt(at + 1))) {
            throw new AgiException(Why.NOT_SENDABLE, "half a character in an AGI command");
        }
        return 1;
    }

    /** Length in UTF-8 of the text from there on. */
    static int bytes(CharSequence text, int from) {
        int bytes = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
