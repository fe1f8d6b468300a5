package org.hotdesk.ami.link;

import java.time.Duration;

/**
 * The limits of a link in time and number.
 *
 * @param connectTimeout longest wait for the connection and for each step of the login
 * @param replyTimeout longest silence of Asterisk while an action is outstanding; after it the link counts as lost
 * @param pingEvery silence after which an idle link is pinged, so that a half-open one is found within this time and
 *     the reply timeout
 * @param window actions that may be outstanding at once, 1 to 5,000; the next caller waits
 */
public record AmiPace(Duration connectTimeout, Duration replyTimeout, Duration pingEvery, int window, RetryPace retry) {
    private static final int WINDOW_MAX = 5_000;

    public AmiPace {
        atLeastOneMilli("connectTimeout", connectTimeout);
        atLeastOneMilli("replyTimeout", replyTimeout);
        atLeastOneMilli("pingEvery", pingEvery);
        if (window < 1 || window > WINDOW_MAX) {
            throw new IllegalArgumentException("window " + window + " is not between 1 and " + WINDOW_MAX);
        }
    }

    public static AmiPace standard() {
        return new AmiPace(
                Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5), 200, RetryPace.standard());
    }

    private static void atLeastOneMilli(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(name + " " + value + " is below 1 ms");
        }
    }
}
