package org.hotdesk.phone;

import org.hotdesk.model.DeviceNumber;

/**
 * A device on a line key of a phone.
 *
 * @param ordering 0 to 32767; the line with the lowest is on the first key, and gaps mean nothing
 */
public record PhoneLine(int ordering, DeviceNumber device) {
    /** Highest number; the seed's column is a {@code smallint}. */
    public static final int MAX_ORDERING = 32_767;

    public PhoneLine {
        if (ordering < 0 || ordering > MAX_ORDERING) {
            throw new IllegalArgumentException("not the number of a line: " + ordering);
        }
    }
}
