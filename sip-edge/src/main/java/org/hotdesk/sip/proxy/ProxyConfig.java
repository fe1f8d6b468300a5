package org.hotdesk.sip.proxy;

import java.time.Duration;
import org.hotdesk.sip.transaction.TransactionTimes;

/**
 * How the proxy works.
 *
 * @param realm of the digest whose credentials end here
 * @param asteriskHost host and port that stand in the Request-URI of what Asterisk gets, such as
 *     {@code 127.0.0.1:5060}
 * @param times all times of transactions
 * @param timerC how long a phone may ring without a sign of life, above 3 minutes (RFC 3261 §16.6 step 11)
 * @param transactionsMax requests served at the same time, 10 to 1,000,000; the next one gets 503
 */
public record ProxyConfig(
        String realm, String asteriskHost, TransactionTimes times, Duration timerC, int transactionsMax) {
    public ProxyConfig {
        if (timerC.compareTo(Duration.ofMinutes(3)) <= 0) {
            throw new IllegalArgumentException("timerC " + timerC + " is not above 3 minutes");
        }
        if (transactionsMax < 10 || transactionsMax > 1_000_000) {
            throw new IllegalArgumentException("transactionsMax " + transactionsMax + " is not within 10 to 1000000");
        }
    }

    /** With the times of the RFC, a little above 3 minutes of ringing and 20,000 transactions. */
    public static ProxyConfig usual(String realm, String asteriskHost) {
        return new ProxyConfig(realm, asteriskHost, TransactionTimes.USUAL, Duration.ofSeconds(185), 20_000);
    }
}
