package org.hotdesk.sip.registrar;

import java.util.random.RandomGenerator;

/** How long a contact is granted (RFC 3261 §10.3 step 7). One owner thread. */
final class Expiry {
    /** What {@link #granted} says to a time that gets 423. */
    static final int TOO_BRIEF = -1;

    private static final int SPREAD_ABOVE_SECONDS = 300;
    private static final int BRIEF_BELOW_SECONDS = 3600;

    private final RandomGenerator random;
    private final int otherwise;
    private final int least;
    private final int most;
    private final boolean refuseBrief;
    private final boolean spread;

    Expiry(RegistrarPolicy policy, RandomGenerator random) {
        this.random = random;
        otherwise = (int) policy.expiresDefault().toSeconds();
        least = (int) policy.expiresMin().toSeconds();
        most = (int) policy.expiresMax().toSeconds();
        refuseBrief = policy.refuseBrief();
        spread = policy.spread();
    }

    /** @param wish seconds; below 0 for none, or for one that could not be read */
    int granted(long wish) {
        if (wish == 0) {
            return 0;
        }
        long seconds = wish < 0 ? otherwise : wish;
        if (seconds < least && refuseBrief && seconds < BRIEF_BELOW_SECONDS) {
            return TOO_BRIEF;
        }
        int granted = (int) Math.max(least, Math.min(most, seconds));
        if (!spread || granted <= SPREAD_ABOVE_SECONDS) {
            return granted;
        }
        return Math.max(least, granted - random.nextInt(granted / 5 + 1));
    }

    int least() {
        return least;
    }
}
