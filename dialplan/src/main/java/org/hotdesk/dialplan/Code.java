package org.hotdesk.dialplan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a phone can dial to have something done, with FreePBX's numbers unless configured otherwise. */
public enum Code {
    LOGIN("*11"),
    LOGOFF("*12"),
    TOGGLE("*13"),
    CHANGE_PIN("*14"),
    FIND_USER("*15"),
    CALL_DEVICE("*16"),
    PICKUP("**"),
    OWN_VOICEMAIL("*97"),
    ANY_VOICEMAIL("*98"),
    DND_ON("*78"),
    DND_OFF("*79"),
    CALL_WAITING_ON("*70"),
    CALL_WAITING_OFF("*71"),
    FORWARD_ON("*72"),
    FORWARD_OFF("*73"),
    FORWARD_BUSY_ON("*90"),
    FORWARD_BUSY_OFF("*91"),
    FORWARD_UNAVAILABLE_ON("*52"),
    FORWARD_UNAVAILABLE_OFF("*53");

    private static final Pattern DIALLED = Pattern.compile("[*#][0-9*#]{1,7}");

    private final String usual;

    Code(String usual) {
        this.usual = usual;
    }

    /** What is dialled unless configured otherwise. */
    public String usual() {
        return usual;
    }

    /** Whether a number may be dialled behind it, so that a longer code cannot begin with this one and a digit. */
    public boolean takesDigits() {
        return switch (this) {
            case LOGIN, LOGOFF, FIND_USER, CALL_DEVICE, PICKUP, FORWARD_ON, FORWARD_BUSY_ON, FORWARD_UNAVAILABLE_ON ->
                true;
            case TOGGLE,
                    CHANGE_PIN,
                    OWN_VOICEMAIL,
                    ANY_VOICEMAIL,
                    DND_ON,
                    DND_OFF,
                    CALL_WAITING_ON,
                    CALL_WAITING_OFF,
                    FORWARD_OFF,
                    FORWARD_BUSY_OFF,
                    FORWARD_UNAVAILABLE_OFF -> false;
        };
    }

    /** The word in the configuration, such as {@code own-voicemail}. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads {@link #literal()}; empty for any other word. */
    public static Optional<Code> parse(String text) {
        for (Code code : values()) {
            if (code.literal().equals(text)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** Whether a code may be dialled so: a star or hash, then 1 to 7 of {@code 0-9 * #}. */
    public static boolean isDialled(String text) {
        return DIALLED.matcher(text).matches();
    }
}
