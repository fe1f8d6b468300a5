package org.hotdesk.keeper;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.policy.EffectivePolicy;
import org.hotdesk.policy.EndRules;
import org.hotdesk.policy.SessionEnd;
import org.hotdesk.rules.LoginRules;
import org.hotdesk.store.EndedSession.Why;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;

/**
 * Ends sessions when a rule says so: never before, never in the middle of a call, and never more than {@link #PER_SECOND} in
 * one second, those first that wait longest. Several companions on one database may all do it; each session ends once.
 * The clock's zone is the machine's. Thread-safe.
 */
public final class SessionKeeper implements AutoCloseable {
    /** Sessions that end, and phones that are warned, in one second: 500 phones at 18:00 take 20 s. */
    public static final int PER_SECOND = 25;

    private static final Logger LOG = System.getLogger(SessionKeeper.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Store store;
    private final ActivityBook activity;
    private final Warner warner;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "hotdesk-sessions"));

    // Guarded by this.
    private final Map<Long, Kept> kept = new HashMap<>();
    private final Pace ends = new Pace();
    private final Pace warnings = new Pace();
    private Floor seen = Floor.EMPTY;

    /** A session with the rules that apply to it and what they say. */
    private static final class Kept {
        private final Session session;
        private final EndRules rules;
        private final boolean allowed;
        private Optional<SessionEnd> end = Optional.empty();
        private Optional<Instant> warnedOf = Optional.empty();

        Kept(Session session, EffectivePolicy policy) {
            this.session = session;
            this.rules = policy.endRules();
            this.allowed = policy.mayHotDesk();
        }

        boolean isDue(Instant now) {
            return end.filter(due -> !due.at().isAfter(now)).isPresent();
        }

        boolean isToBeWarned(Instant now) {
            return end.filter(due ->
                            due.at().isAfter(now) && !Optional.of(due.at()).equals(warnedOf))
                    .flatMap(SessionEnd::warnAt)
                    .filter(at -> !at.isAfter(now))
                    .isPresent();
        }

        Instant at() {
            return end.map(SessionEnd::at).orElse(Instant.MAX);
        }
    }

    /** What may be done in one second by the clock. */
    private static final class Pace {
        private long second = Long.MIN_VALUE;
        private int done;

        boolean take(Instant now) {
            if (second != now.getEpochSecond()) {
                second = now.getEpochSecond();
                done = 0;
            }
            return done++ < PER_SECOND;
        }
    }

    public SessionKeeper(Store store, ActivityBook activity, Warner warner, Clock clock) {
        this.store = store;
        this.activity = activity;
        this.warner = warner;
        this.clock = clock;
    }

    /** Looks every second from now on, on a thread of its own; to be called once. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(
                this::lookSafely, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookSafely() {
        try {
            look();
        } catch (StoreException away) {
            LOG.log(Level.WARNING, () -> "sessions are not ended, tried again why=" + away.getMessage());
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, () -> "sessions not looked at", bug);
        }
    }

    /**
     * Ends what is due by the clock and warns whom it is time to warn, as many as one second allows; what is left is for the
     * next second. Blocks until the ends are on disk.
     *
     * @throws StoreException when the store cannot write; what was due still is
     */
    public synchronized void look() {
        Instant now = clock.instant();
        learn(store.floor());
        if (!activity.isKnown()) {
            return;
        }
        for (Kept due : waiting(one -> one.isDue(now))) {
            if (!ends.take(now)) {
                return;
            }
            end(due);
        }
        for (Kept soon : waiting(one -> one.isToBeWarned(now))) {
            if (!warnings.take(now)) {
                return;
            }
            warn(soon);
        }
    }

    private List<Kept> waiting(Predicate<Kept> which) {
        return kept.values().stream()
                .filter(which)
                .filter(one -> LoginRules.isHotDesk(seen, one.session)
                        && !activity.of(one.session).inCall())
                .sorted(Comparator.comparing(Kept::at).thenComparing(one -> one.session.id()))
                .toList();
    }

    /** Takes in what has changed since the last look. */
    private void learn(Floor floor) {
        ActivityBook.News news = activity.takeNews();
        if (floor.policies() != seen.policies()) {
            kept.clear();
        }
        if (floor.policies().areSilent()) {
            seen = floor; // nothing ends by rule, so a big floor costs nothing
            return;
        }
        if (floor != seen) {
            Set<Long> open = new HashSet<>();
            for (Session session : floor.sessions()) {
                open.add(session.id());
                kept.computeIfAbsent(session.id(), id -> judged(new Kept(session, policy(floor, session))));
            }
            kept.keySet().retainAll(open);
            seen = floor;
        }
        if (news.ofAll()) {
            kept.values().forEach(this::judged);
        } else {
            news.devices().forEach(device -> floor.sessionAt(device)
                    .map(session -> kept.get(session.id()))
                    .ifPresent(this::judged));
        }
    }

    private Kept judged(Kept one) {
        one.end = SessionEnd.of(one.session, one.rules, one.allowed, clock.getZone(), activity.of(one.session));
        return one;
    }

    private void end(Kept due) {
        Session session = due.session;
        Why why = why(due.end.orElseThrow().rule());
        store.logins().end(session, why, How.RULE);
        LOG.log(
                Level.INFO,
                () -> "session ended device=" + session.device() + " user=" + session.user() + " why=" + why);
    }

    private void warn(Kept soon) {
        Instant at = soon.at();
        soon.warnedOf = Optional.of(at);
        warner.warn(soon.session, at);
    }

    /** When this session ends by rule as things are; empty when none of the rules applies to it. */
    public Optional<SessionEnd> endOf(Session session) {
        Floor floor = store.floor();
        return LoginRules.isHotDesk(floor, session)
                ? judged(new Kept(session, policy(floor, session))).end
                : Optional.empty();
    }

    private static EffectivePolicy policy(Floor floor, Session session) {
        return EffectivePolicy.of(floor, Optional.of(session.device()), Optional.of(session.user()));
    }

    private static Why why(SessionEnd.Rule rule) {
        return switch (rule) {
            case DISABLED -> Why.DISABLED;
            case DURATION -> Why.DURATION;
            case SCHEDULE -> Why.SCHEDULE;
            case IDLE -> Why.IDLE;
            case MISSED_CALLS -> Why.MISSED_CALLS;
            case PHONE_GONE -> Why.PHONE_GONE;
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
