package org.hotdesk.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One destination for {@code Dial}, such as {@code PJSIP/1001}, {@code DAHDI/3} or {@code Local/5@ctx/n}. Never a list:
 * {@code &} and everything else that Dial or the dialplan would read as more than one channel is refused.
 */
public record DialString(String text) {
    private static final Pattern VALID = Pattern.compile("[A-Za-z][A-Za-z0-9]{1,15}/[A-Za-z0-9/@._:+*#-]{1,160}");

    public DialString {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a dial string such as PJSIP/1001: length " + text.length());
        }
    }

    /** The dial string of a device whose endpoint bears its number. */
    public static DialString of(Technology technology, DeviceNumber number) {
        if (technology == Technology.CUSTOM) {
            throw new IllegalArgumentException("a custom device needs its own dial string");
        }
        return new DialString(technology.prefix() + number.digits());
    }

    /** Reads a dial string that came from outside, {@code ZAP/} taken as {@code DAHDI/}; empty when the text is none. */
    public static Optional<DialString> parse(String text) {
        String current = text.regionMatches(true, 0, "ZAP/", 0, 4) ? "DAHDI/" + text.substring(4) : text;
        return isValid(current) ? Optional.of(new DialString(current)) : Optional.empty();
    }

    /** What stands behind the technology's slash: the endpoint, peer or channel. */
    public String resource() {
        return text.substring(text.indexOf('/') + 1);
    }

    /**
     * The device as Asterisk's device state engine names it: {@code PJSIP/1001} for that dial string, without the options of a
     * Local channel and without the part that chooses a contact or a number behind the device.
     */
    public String stateName() {
        int resourceEnd = text.indexOf('/', text.indexOf('/') + 1);
        return resourceEnd < 0 ? text : text.substring(0, resourceEnd);
    }

    private static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
