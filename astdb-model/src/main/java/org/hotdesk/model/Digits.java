package org.hotdesk.model;

/** The one check behind every number: ASCII digits only, since numbers become astdb keys, file names and dialplan. */
final class Digits {
    private Digits() {}

    static boolean isValid(String text, int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static void require(String text, int most, String what) {
        if (!isValid(text, most)) {
            throw new IllegalArgumentException("not " + what + ": 1 to " + most + " digits, length " + text.length());
        }
    }
}
