package org.hotdesk.phone;

/**
 * A make of phones.
 *
 * @param lines how many lines such a phone can have, 1 to 999
 */
public record PhoneModel(ModelName name, int lines) {
    /** Most lines of any model. */
    public static final int MAX_LINES = 999;

    public PhoneModel {
        if (lines < 1 || lines > MAX_LINES) {
            throw new IllegalArgumentException("not a number of lines: " + lines);
        }
    }
}
