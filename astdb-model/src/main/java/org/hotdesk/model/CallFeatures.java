package org.hotdesk.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user switches at the phone: forwards (always, when busy, when unavailable), do not disturb and call waiting.
 * These live in the adopted astdb families {@code CF CFB CFU DND CW}, which the dialplan writes too.
 */
public record CallFeatures(
        Optional<String> forward,
        Optional<String> forwardBusy,
        Optional<String> forwardUnavailable,
        boolean doNotDisturb,
        boolean callWaiting) {
    /** Everything off. */
    public static final CallFeatures OFF =
            new CallFeatures(Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    private static final Pattern TARGET = Pattern.compile("[+]?[0-9*#]{1,40}");

    public CallFeatures {
        requireTarget(forward);
        requireTarget(forwardBusy);
        requireTarget(forwardUnavailable);
    }

    /** Whether a forward may lead there: what a phone can dial, 1 to 40 of 0-9 * #, with + in front at most. */
    public static boolean isTarget(String text) {
        return TARGET.matcher(text).matches();
    }

    private static void requireTarget(Optional<String> target) {
        if (target.isPresent() && !isTarget(target.get())) {
            throw new IllegalArgumentException("not a forward target: 1 to 40 of 0-9 * #");
        }
    }
}
