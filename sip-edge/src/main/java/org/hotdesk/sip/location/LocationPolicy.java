package org.hotdesk.sip.location;

/**
 * How many contacts a device may have.
 *
 * @param contactsMax for one device, 1 to 64
 * @param replaceOldest whether one too many takes the place of the one not refreshed for longest, instead of being
 *     refused
 */
public record LocationPolicy(int contactsMax, boolean replaceOldest) {
    /** Ten, and the oldest goes. */
    public static final LocationPolicy USUAL = new LocationPolicy(10, true);

    public LocationPolicy {
        if (contactsMax < 1 || contactsMax > 64) {
            throw new IllegalArgumentException("contactsMax " + contactsMax + " is not within 1 to 64");
        }
    }
}
