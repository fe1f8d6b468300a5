package org.hotdesk.sip.abuse;

import java.time.Duration;
import java.util.List;

/**
 * The numbers of the guard. A <em>stranger</em> is a source from which nobody has authenticated for a while, an
 * <em>honest</em> source one from which somebody has, a <em>known</em> flow the very address and port that did.
 *
 * @param scanners parts of a User-Agent that nobody but an attacker sends, in any case; up to 100
 */
public record GuardLimits(boolean enabled, Rates rates, Bans bans, Memory memory, List<String> scanners) {
    private static final int RATE_MOST = 10_000_000;

    /**
     * Messages and replies a second; what is above is dropped and nobody is banned for it. Known flows have no limit.
     *
     * @param stranger messages of one stranger, 1 to 10,000,000; twice as many at once
     * @param honest messages of one honest source besides its known flows, 1 to 10,000,000; twice as many at once
     * @param strangers messages of all strangers, 1 to 10,000,000; above it a share of this size passes,
     *     most of it those who ask again
     * @param strangerReplies replies over UDP to the strangers of an IPv4 /24 or IPv6 /64, 1 to 10,000,000; four times as
     *     many at once
     * @param strangersReplies replies over UDP to all strangers, 1 to 10,000,000; twice as many at once
     */
    public record Rates(int stranger, int honest, int strangers, int strangerReplies, int strangersReplies) {
        public Rates {
            check("stranger", stranger, 1, RATE_MOST);
            check("honest", honest, 1, RATE_MOST);
            check("strangers", strangers, 1, RATE_MOST);
            check("strangerReplies", strangerReplies, 1, RATE_MOST);
            check("strangersReplies", strangersReplies, 1, RATE_MOST);
        }
    }

    /**
     * When a source is banned, and how long. An honest source may fail ten times as often.
     *
     * @param failures that are forgiven within the window, 1 to 100,000; the next one bans
     * @param unknownUsers different user names that do not exist, forgiven within the window, 1 to 40
     * @param window 10 s to 1 day
     * @param first the first ban, 1 s to 7 days; each lasts twice as long as the one before
     * @param longest the longest, from {@code first} to 30 days; after as long a time without one a step is forgiven
     */
    public record Bans(int failures, int unknownUsers, Duration window, Duration first, Duration longest) {
        public Bans {
            check("failures", failures, 1, 100_000);
            check("unknownUsers", unknownUsers, 1, 40);
            check("window seconds", window.toSeconds(), 10, 86_400);
            check("first seconds", first.toSeconds(), 1, 7 * 86_400);
            check("longest seconds", longest.toSeconds(), first.toSeconds(), 30 * 86_400);
        }
    }

    /**
     * What is remembered, in tables that never grow.
     *
     * @param sources strangers and honest sources, 64 to 4,194,304, a power of two; 57 bytes each
     * @param knownFlows 64 to 16,777,216, a power of two, better twice the number of phones; 16 bytes each
     * @param remember how long after its last authentication a flow is known and a source honest, 1 min to 30 days;
     *     longer than phones are registered for
     */
    public record Memory(int sources, int knownFlows, Duration remember) {
        public Memory {
            check("sources", sources, 64, 1 << 22);
            check("knownFlows", knownFlows, 64, 1 << 24);
            check("remember seconds", remember.toSeconds(), 60, 30 * 86_400);
            if (Integer.bitCount(sources) != 1 || Integer.bitCount(knownFlows) != 1) {
                throw new IllegalArgumentException(
                        "sources " + sources + " and knownFlows " + knownFlows + " must be powers of two");
            }
        }
    }

    /** Tools that scan and guess. sipsak is not among them: monitoring uses it. */
    public static final List<String> SCANNERS = List.of(
            "friendly-scanner",
            "sipvicious",
            "sundayddr",
            "sipcli",
            "VaxSIPUserAgent",
            "VaxIPUserAgent",
            "pplsip",
            "sip-scan",
            "SIVuS");

    /** For offices behind one address as well as for phones at home; 100,000 phones fit. */
    public static final GuardLimits USUAL = new GuardLimits(
            true,
            new Rates(30, 1_000, 5_000, 2, 2_000),
            new Bans(10, 6, Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofDays(1)),
            new Memory(1 << 16, 1 << 18, Duration.ofHours(3)),
            SCANNERS);

    public GuardLimits {
        scanners = List.copyOf(scanners);
        check("scanners", scanners.size(), 0, 100);
        if (scanners.stream().anyMatch(name -> name.length() < 3)) {
            throw new IllegalArgumentException("scanners holds a name shorter than 3 characters");
        }
    }

    /** Everybody may do anything, failures are still logged: for measuring. */
    public static GuardLimits off() {
        return new GuardLimits(false, USUAL.rates, USUAL.bans, new Memory(64, 64, Duration.ofHours(3)), List.of());
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not within " + least + " to " + most);
        }
    }
}
