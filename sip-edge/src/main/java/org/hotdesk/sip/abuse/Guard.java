package org.hotdesk.sip.abuse;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;
import org.hotdesk.sip.transport.SourceKey;

/**
 * Decides whose messages are read and who gets an answer, by what flows and sources have done so far. Whoever
 * authenticated goes first; a source is banned for failures, never for volume. Dropping costs two looks into tables of
 * fixed size. All times are the clock of {@code Timers.now}. One owner thread, the loop's.
 */
public final class Guard {
    private static final System.Logger LOG = System.getLogger(Guard.class.getName());
    private static final int NEIGHBOURHOODS = 1 << 16;
    private static final int HONEST_FACTOR = 10;
    /** Above this many set bits of 64 their number says little about how many names there were. */
    private static final int HONEST_UNKNOWN_USERS = 48;

    private final GuardLimits limits;
    private final RandomGenerator random = new SplittableRandom(new SecureRandom().nextLong());
    private final long seed = random.nextLong();
    private final KnownFlows known;
    private final SourceTable sources;
    private final StrangerGate gate;
    private final Scanners scanners;
    private final SecurityLog log;
    private final Budget strangerMessages;
    private final Budget honestMessages;
    private final Budget neighbourReplies;
    private final Budget strangersReplies;
    private final long[] neighbourhoods = new long[NEIGHBOURHOODS];
    private final long origin;
    private long allReplies;

    private long banned;
    private long tooFast;
    private long flooded;
    private long unanswered;
    private long failures;
    private long bans;

    /** Makes a guard that knows nobody yet. */
    public Guard(GuardLimits limits, long now) {
        this(limits, now, LOG);
    }

    Guard(GuardLimits limits, long now, System.Logger logger) {
        this.limits = limits;
        this.origin = now;
        GuardLimits.Rates rates = limits.rates();
        known = new KnownFlows(limits.memory().knownFlows(), random.nextLong());
        sources = new SourceTable(limits.memory().sources(), random);
        gate = new StrangerGate(rates.strangers(), random);
        scanners = new Scanners(limits.scanners());
        log = new SecurityLog(logger);
        strangerMessages = Budget.perSecond(rates.stranger(), 2L * rates.stranger());
        honestMessages = Budget.perSecond(rates.honest(), 2L * rates.honest());
        neighbourReplies = Budget.perSecond(rates.strangerReplies(), 4L * rates.strangerReplies());
        strangersReplies = Budget.perSecond(rates.strangersReplies(), 2L * rates.strangersReplies());
    }

    /** Whether to read what came; otherwise it is dropped, without an answer. For a new connection too. */
    public boolean admits(Flow flow, long now) {
        if (!limits.enabled() || flow.side() == Side.ASTERISK) {
            return true;
        }
        long time = time(now);
        long source = source(flow);
        if (known.has(known.key(flow, source), time)) {
            return true;
        }
        int slot = sources.find(source);
        if (slot >= 0 && sources.bannedUntil[slot] > time) {
            banned++;
            return false;
        }
        if (isHonest(slot, time)) {
            return spend(slot, honestMessages, time);
        }
        // Its own rate first, so that one loud source takes nothing from the others.
        if (slot >= 0 && !spend(slot, strangerMessages, time)) {
            return false;
        }
        if (!gate.admits(source, time)) {
            flooded++;
            return false;
        }
        return slot >= 0 || spend(sources.claim(source, time), strangerMessages, time);
    }

    private boolean spend(int slot, Budget budget, long time) {
        if (budget.fits(sources.messages[slot], time)) {
            sources.messages[slot] = budget.add(sources.messages[slot], time);
            return true;
        }
        tooFast++;
        return false;
    }

    /**
     * Whether one more reply may go that way; asking uses it up. A sender whose address may be forged gets few, so that
     * we are no use for flooding somebody else; whoever has authenticated, or has a connection, gets all.
     */
    public boolean answers(Flow flow, long now) {
        if (!limits.enabled() || flow.side() == Side.ASTERISK || flow.connection() != 0) {
            return true;
        }
        long time = time(now);
        long source = source(flow);
        if (known.has(known.key(flow, source), time) || isHonest(sources.find(source), time)) {
            return true;
        }
        // A bucket has no name on it: two neighbourhoods that meet in one share it, and nobody can push another one
        // out.
        int bucket = (int) Mix.of(SourceKey.neighbourhood(source) ^ seed) & (NEIGHBOURHOODS - 1);
        if (neighbourReplies.fits(neighbourhoods[bucket], time) && strangersReplies.fits(allReplies, time)) {
            neighbourhoods[bucket] = neighbourReplies.add(neighbourhoods[bucket], time);
            allReplies = strangersReplies.add(allReplies, time);
            return true;
        }
        unanswered++;
        return false;
    }

    /** Somebody authenticated by this flow: it is known from now on, its source honest. Also for what a restart restored. */
    public void authenticated(Flow flow, long now) {
        if (!limits.enabled() || flow.side() == Side.ASTERISK) {
            return;
        }
        long time = time(now);
        long source = source(flow);
        long until = time + limits.memory().remember().toNanos();
        known.add(known.key(flow, source), until);
        sources.honestUntil[sources.claim(source, time)] = until;
    }

    /** Whether this very flow has authenticated lately. */
    public boolean isKnown(Flow flow, long now) {
        return flow.side() == Side.ASTERISK || known.has(known.key(flow, source(flow)), time(now));
    }

    /** Whether the request says it is of an attacker's tool: to be dropped, and reported as {@link Failure#SCANNER}. */
    public boolean isScanner(SipMessage request) {
        return scanners.match(request);
    }

    /**
     * Reports what a sender did wrong, which is logged and may ban its source.
     *
     * @param user the name that was tried, as it was sent; may be empty
     */
    public void failed(Flow flow, Failure why, String user, long now) {
        long time = time(now);
        failures++;
        boolean phoneWithABug = why == Failure.MALFORMED && isKnown(flow, now);
        if (flow.side() == Side.ASTERISK || phoneWithABug) {
            return;
        }
        InetSocketAddress remote = flow.remote();
        log.failed(remote, why, user, time);
        if (limits.enabled()) {
            long source = source(flow);
            int slot = sources.claim(source, time);
            if (isTooMuch(slot, why, user, time)) {
                ban(slot, why, time);
            }
        }
    }

    private boolean isTooMuch(int slot, Failure why, String user, long time) {
        boolean honest = isHonest(slot, time);
        GuardLimits.Bans rule = limits.bans();
        long window = rule.window().toNanos();
        if (why == Failure.UNKNOWN_USER) {
            if (sources.unknownUntil[slot] <= time) {
                sources.unknownUntil[slot] = time + window;
                sources.unknownUsers[slot] = 0;
            }
            sources.unknownUsers[slot] |= 1L << (Mix.of(user.hashCode() ^ seed) & 63);
        }
        long each = window / (2L * rule.failures() * (honest ? HONEST_FACTOR : 1));
        sources.failures[slot] = Math.max(sources.failures[slot], time) + each * why.weight();
        int usersMost = honest ? HONEST_UNKNOWN_USERS : rule.unknownUsers();
        return sources.failures[slot] - time > window || Long.bitCount(sources.unknownUsers[slot]) > usersMost;
    }

    private void ban(int slot, Failure why, long time) {
        long longest = limits.bans().longest().toNanos();
        long quiet = sources.bans[slot] == 0 ? 0 : Math.max(0, time - sources.bannedUntil[slot]) / longest;
        int before = (int) Math.max(0, sources.bans[slot] - quiet);
        long span = limits.bans().first().toNanos();
        for (int i = 0; i < before && span < longest; i++) {
            span *= 2;
        }
        span = Math.min(span, longest);
        sources.bannedUntil[slot] = time + span;
        sources.bans[slot] = (byte) Math.min(Byte.MAX_VALUE, before + 1);
        sources.failures[slot] = 0;
        sources.unknownUntil[slot] = 0;
        sources.unknownUsers[slot] = 0;
        bans++;
        log.banned(sources.keys[slot], why, sources.bans[slot], Duration.ofNanos(span));
    }

    /** The sources that are banned now, who is banned longest first. Looks at the whole table: not for each message. */
    public List<Ban> bans(long now) {
        long time = time(now);
        List<Ban> found = new ArrayList<>();
        for (int slot = 0; slot < sources.keys.length; slot++) {
            if (sources.isUsed(slot) && sources.bannedUntil[slot] > time) {
                found.add(new Ban(
                        SourceKey.address(sources.keys[slot]),
                        Duration.ofNanos(sources.bannedUntil[slot] - time),
                        sources.bans[slot]));
            }
        }
        found.sort(Comparator.comparing(Ban::left).reversed());
        return List.copyOf(found);
    }

    /** Ends the ban of the source and forgets what it did; false when it was not banned. */
    public boolean pardon(InetAddress address, long now) {
        long source = SourceKey.of(address);
        int slot = sources.find(source);
        if (slot < 0 || sources.bannedUntil[slot] <= time(now)) {
            return false;
        }
        sources.bannedUntil[slot] = 0;
        sources.bans[slot] = 0;
        log.pardoned(source);
        return true;
    }

    /** To be called each second or so: writes lines of failures that were only counted so far. */
    public void tick(long now) {
        log.flush(time(now));
    }

    /** What was done so far. */
    public GuardCounts counts() {
        return new GuardCounts(banned, tooFast, flooded, unanswered, failures, bans);
    }

    private boolean isHonest(int slot, long time) {
        return slot >= 0 && sources.honestUntil[slot] > time;
    }

    private static long source(Flow flow) {
        return SourceKey.of(flow.remote().getAddress());
    }

    /** From 1 on, so that 0 is never. */
    private long time(long now) {
        return now - origin + 1;
    }
}
