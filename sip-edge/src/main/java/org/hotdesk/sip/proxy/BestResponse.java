package org.hotdesk.sip.proxy;

import java.util.Arrays;

/** Which of several refusals tells the caller most: RFC 3261 §16.7 step 6. */
final class BestResponse {
    private BestResponse() {}

    /** The lower the better; of equal ones the first that came stays. */
    static int rank(int status) {
        if (status >= 600) {
            return 0;
        }
        int within =
                switch (status) {
                    // They tell the caller what to do better.
                    case 401, 407, 415, 420, 484 -> 0;
                    // They tell of one phone that it was not there, which says less than what another one did.
                    case 408, 430, 480 -> 2;
                    case 487 -> 3;
                    default -> 1;
                };
        return status / 100 * 10 + within;
    }

    static Refusal refusal(int status) {
        return Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.status() == status)
                .findFirst()
                .orElse(Refusal.INTERNAL);
    }
}
