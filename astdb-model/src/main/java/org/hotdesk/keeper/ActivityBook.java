package org.hotdesk.keeper;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.Activity;

/**
 * What phones and people do, as the Asterisks tell it. Nothing of it is kept on disk: what happened before this book was
 * opened, and while an Asterisk could not be heard, is not known, and idleness counts from then. Thread-safe; nothing waits.
 */
public final class ActivityBook {
    /** No rule asks for more unanswered calls than this. */
    private static final int MISSED_KEPT = 100;

    private final Supplier<Floor> floor;
    private final Clock clock;
    private final Map<String, Asterisk> asterisks = new HashMap<>();
    private final Map<DeviceNumber, Desk> desks = new HashMap<>();
    private final Map<UserNumber, Deque<Instant>> missed = new HashMap<>();
    private Instant knownSince;
    private News news = News.none();

    /** One Asterisk, and what its phones do; what is not in the map is idle. */
    private static final class Asterisk {
        private final Map<DeviceNumber, PhoneUse> phones = new HashMap<>();
        private boolean heard;
    }

    /**
     * Of which phones something was told.
     *
     * @param ofAll whether it concerns all of them
     */
    record News(boolean ofAll, Set<DeviceNumber> devices) {
        private static News none() {
            return new News(false, new HashSet<>());
        }
    }

    /** One phone, all Asterisks together. */
    private static final class Desk {
        private PhoneUse use = PhoneUse.IDLE;
        private Optional<Instant> lastTalk = Optional.empty();
        private Instant goneSince = Instant.EPOCH;
    }

    /** @param floor gives the newest snapshot without blocking */
    public ActivityBook(Supplier<Floor> floor, Clock clock) {
        this.floor = floor;
        this.clock = clock;
        this.knownSince = clock.instant();
    }

    /** An Asterisk that belongs to us; its phones are not known yet. */
    public synchronized void expect(String asterisk) {
        asterisks.putIfAbsent(asterisk, new Asterisk());
    }

    /** Everything that {@link #phone} was told of this Asterisk is so now, and every other phone is idle. */
    public synchronized void heardAll(String asterisk, Map<DeviceNumber, PhoneUse> phones) {
        Asterisk one = asterisks.computeIfAbsent(asterisk, name -> new Asterisk());
        Set<DeviceNumber> touched = new HashSet<>(one.phones.keySet());
        touched.addAll(phones.keySet());
        one.phones.clear();
        one.phones.putAll(phones);
        if (!one.heard) {
            one.heard = true;
            knownSince = clock.instant();
        }
        touched.forEach(this::look);
        news = new News(true, Set.of());
    }

    /** One phone does something else now. */
    public synchronized void phone(String asterisk, DeviceNumber device, PhoneUse use) {
        Asterisk one = asterisks.computeIfAbsent(asterisk, name -> new Asterisk());
        if (one.phones.put(device, use) != use) {
            look(device);
        }
    }

    /** This Asterisk cannot be heard. Who was in a call there is taken to be in it until it can. */
    public synchronized void lost(String asterisk) {
        Optional.ofNullable(asterisks.get(asterisk)).ifPresent(one -> one.heard = false);
        news = new News(true, Set.of());
    }

    /** A call rang for the user, or a queue rang them, and nobody answered; one that came beside another call does not count. */
    public synchronized void missed(UserNumber user) {
        boolean talks = floor.get().sessionsOf(user).stream()
                .map(session -> desks.get(session.device()))
                .anyMatch(desk -> desk != null && desk.use == PhoneUse.TALKING);
        if (!talks) {
            Deque<Instant> calls = missed.computeIfAbsent(user, any -> new ArrayDeque<>());
            calls.add(clock.instant());
            if (calls.size() > MISSED_KEPT) {
                calls.remove();
            }
            tellOf(user);
        }
    }

    /** Whether anybody tells us what phones do; while not, none of them can be said to be in no call. */
    synchronized boolean isKnown() {
        return asterisks.values().stream().anyMatch(one -> one.heard);
    }

    /** What was told since this was asked last. */
    synchronized News takeNews() {
        News taken = news;
        news = News.none();
        return taken;
    }

    /** What there is to know about a session. */
    public synchronized Activity of(Session session) {
        Desk desk = desks.getOrDefault(session.device(), new Desk());
        Instant[] calls = missed.getOrDefault(session.user(), new ArrayDeque<>()).stream()
                .filter(call -> !call.isBefore(session.began()))
                .toArray(Instant[]::new);
        Instant quiet = desk.lastTalk.filter(talk -> talk.isAfter(knownSince)).orElse(knownSince);
        return new Activity(
                desk.use == PhoneUse.RINGING || desk.use == PhoneUse.TALKING,
                quiet,
                calls.length,
                calls.length == 0 ? quiet : calls[calls.length - 1],
                desk.use == PhoneUse.GONE && isEverywhereKnown() ? Optional.of(desk.goneSince) : Optional.empty());
    }

    private boolean isEverywhereKnown() {
        return asterisks.values().stream().allMatch(one -> one.heard);
    }

    /** Puts together what the Asterisks say of one phone. */
    private void look(DeviceNumber device) {
        Desk desk = desks.computeIfAbsent(device, any -> new Desk());
        PhoneUse before = desk.use;
        desk.use = together(device);
        Instant now = clock.instant();
        if (before == PhoneUse.TALKING || desk.use == PhoneUse.TALKING) {
            desk.lastTalk = Optional.of(now);
            floor.get().sessionAt(device).map(Session::user).ifPresent(this::forgetMissed);
        }
        if (desk.use == PhoneUse.GONE && before != PhoneUse.GONE) {
            desk.goneSince = now;
        }
        tellOf(device);
    }

    private void forgetMissed(UserNumber user) {
        if (missed.remove(user) != null) {
            tellOf(user);
        }
    }

    private void tellOf(UserNumber user) {
        floor.get().sessionsOf(user).forEach(session -> tellOf(session.device()));
    }

    private void tellOf(DeviceNumber device) {
        if (!news.ofAll()) {
            news.devices().add(device);
        }
    }

    /** In a call anywhere it is in a call; gone it is where none of them has it. */
    private PhoneUse together(DeviceNumber device) {
        Set<PhoneUse> uses = new HashSet<>();
        asterisks.values().forEach(one -> uses.add(one.phones.getOrDefault(device, PhoneUse.IDLE)));
        for (PhoneUse busy : new PhoneUse[] {PhoneUse.TALKING, PhoneUse.RINGING, PhoneUse.IDLE}) {
            if (uses.contains(busy)) {
                return busy;
            }
        }
        return PhoneUse.GONE;
    }
}
