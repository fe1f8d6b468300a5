package org.hotdesk.model;

import java.util.Locale;
import java.util.Optional;

/** How a device is reached. {@link #literal()} is the word in astdb, {@link #prefix()} what a dial string begins with. */
public enum Technology {
    SIP,
    PJSIP,
    IAX2,
    DAHDI,
    CUSTOM;

    private static final int DAHDI_CHANNEL_DIGITS = 6;

    /** The lower-case word in {@code DEVICE/<d>/tech}. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code PJSIP/} and the like; empty for custom, whose dial string is any channel. */
    public String prefix() {
        return this == CUSTOM ? "" : name() + "/";
    }

    /** What a dial string tells: by its prefix, custom where that is none of ours or the rest is not a DAHDI channel's number. */
    public static Technology ofDial(DialString dial) {
        for (Technology technology : values()) {
            if (technology != CUSTOM && technology.fits(dial)) {
                return technology;
            }
        }
        return CUSTOM;
    }

    /** Whether a device of this technology can be dialled so. */
    public boolean fits(DialString dial) {
        return dial.text().startsWith(prefix())
                && (this != DAHDI || Digits.isValid(dial.resource(), DAHDI_CHANNEL_DIGITS));
    }

    /** Reads {@link #literal()} in any case, and {@code zap}, DAHDI's old name; empty for any other word. */
    public static Optional<Technology> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "sip" -> Optional.of(SIP);
            case "pjsip" -> Optional.of(PJSIP);
            case "iax2" -> Optional.of(IAX2);
            case "dahdi", "zap" -> Optional.of(DAHDI);
            case "custom" -> Optional.of(CUSTOM);
            default -> Optional.empty();
        };
    }
}
