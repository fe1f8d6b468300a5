package org.hotdesk.dialplan;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Text of an Asterisk configuration file in the making: sections with settings. It refuses what the format cannot carry,
 * and writes a semicolon, which would begin a comment, as {@code \;}. One owner thread.
 */
public final class ConfText {
    /** Asterisk reads lines of 8,191 bytes; no value of ours comes near. */
    private static final int VALUE_MAX = 1000;

    private static final Pattern SECTION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,78}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,78}");

    private final StringBuilder out = new StringBuilder();

    /** Begins with what the file is, in comment lines. */
    public ConfText(String... comments) {
        for (String line : comments) {
            comment(line);
        }
    }

    /** A line for people. */
    public ConfText comment(String line) {
        out.append("; ").append(printable(line)).append('\n');
        return this;
    }

    /** Begins a section. */
    public ConfText section(String name) {
        return begin(name, "");
    }

    /** Goes on with a section that the file which includes this one has begun; Asterisk refuses the file when it has not. */
    public ConfText sectionGoneOnWith(String name) {
        return begin(name, "(+)");
    }

    private ConfText begin(String name, String how) {
        require(SECTION.matcher(name).matches(), "section name");
        if (out.length() > 0) {
            out.append('\n');
        }
        out.append('[').append(name).append(']').append(how).append('\n');
        return this;
    }

    /** {@code key = value}. */
    public ConfText set(String key, String value) {
        return line(key, " = ", value);
    }

    /** {@code key => value}, by which a file makes an object such as a mailbox or a channel. */
    public ConfText object(String key, String value) {
        return line(key, " => ", value);
    }

    private ConfText line(String key, String arrow, String value) {
        require(KEY.matcher(key).matches(), "key");
        out.append(key).append(arrow).append(encoded(value)).append('\n');
        return this;
    }

    /** The text so far. */
    public String text() {
        return out.toString();
    }

    /** The value as it must stand in a file. */
    static String encoded(String value) {
        printable(value);
        require(value.equals(value.strip()), "value with blanks around it");
        require(value.getBytes(StandardCharsets.UTF_8).length <= VALUE_MAX, "value of more than 1000 bytes");
        return value.replace(";", "\\;");
    }

    private static String printable(String text) {
        require(text.codePoints().noneMatch(ConfText::isForbidden), "control character");
        return text;
    }

    private static boolean isForbidden(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    // The text itself is not told: it may be a secret.
    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("not for a configuration file: " + what);
        }
    }
}
