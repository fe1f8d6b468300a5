package org.hotdesk.model;

/** The one check behind every number: ASCII digits only, since numbers become astdb keys, file names and dialplan. */
final class Digits {
    private Digits() {}

    static boolean isValid(String text, int most) {
        int length = text.length();
        boolean valid = length > 0 && length <= most;
        for (int i = 0; valid && i < length; i++) {
            char c = text.charAt(i);
            valid = c >= '0' && c <= '9';
        }
        return valid;
    }

    static void require(String text, int most, String what) {
        if (!isValid(text, most)) {
            throw new IllegalArgumentException("not " + what + ": 1 to " + most + " digits, length " + text.length());
        }
    }
}
