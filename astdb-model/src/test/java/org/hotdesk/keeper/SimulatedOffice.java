package org.hotdesk.keeper;

import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.hotdesk.keeper.SimulatedRules.Facts;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Group;
import org.hotdesk.model.How;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.Session;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;

/** People who log in and off, call, let calls ring, and unplug their phones, all by chance. One owner thread. */
final class SimulatedOffice {
    private static final List<SimulatedRules> TEAMS = List.of(SimulatedRules.values());
    private static final int FIRST_USER = 20_000;
    private static final int FIRST_DESK = 50_000;
    private static final int OWN_DESK_EVERY = 10;

    private final Store store;
    private final MovableClock clock;
    private final Random random;
    private final int people;
    private final List<ActivityBook> books = new ArrayList<>();
    private final Map<DeviceNumber, Instant> lastCall = new HashMap<>();
    private final Map<DeviceNumber, Instant> goneSince = new HashMap<>();
    private final Set<DeviceNumber> talking = new TreeSet<>();
    private final Map<UserNumber, List<Instant>> missed = new HashMap<>();
    private final Set<UserNumber> switchedOff = new TreeSet<>();
    private final Map<Long, Optional<Instant>> known = new HashMap<>();
    private Instant knownSince;

    SimulatedOffice(Store store, MovableClock clock, int people, Random random) {
        this.store = store;
        this.clock = clock;
        this.people = people;
        this.random = random;
        this.knownSince = clock.instant();
    }

    /** Everybody is hired, in teams with their policies, and nobody has come yet. Every tenth desk is somebody's own. */
    void open() {
        for (SimulatedRules team : SimulatedRules.values()) {
            store.policies().putGroup(new Group(name(team), new DisplayName(team.name())));
            team.policies().forEach((key, text) -> set(new PolicyScope.OfGroup(name(team)), key, text));
        }
        var users = new ArrayList<AmpUser>();
        var desks = new ArrayList<Device>();
        Map<SimulatedRules, List<UserNumber>> teams = new HashMap<>();
        for (int i = 0; i < people; i++) {
            users.add(user(person(i).digits(), "Person " + i));
            var desk = device(desk(i).digits());
            desks.add(i % OWN_DESK_EVERY == 0 ? desk.fallingBackTo(person(i)) : desk);
            teams.computeIfAbsent(team(person(i)), any -> new ArrayList<>()).add(person(i));
        }
        store.directory().putAll(desks, users);
        teams.forEach((team, members) -> store.policies().join(name(team), members, List.of()));
    }

    /** Two companions begin to listen, and know nothing of what was. */
    void listen(ActivityBook... companions) {
        books.clear();
        books.addAll(List.of(companions));
        Map<DeviceNumber, PhoneUse> phones = new HashMap<>();
        goneSince.keySet().forEach(desk -> phones.put(desk, PhoneUse.GONE));
        talking.forEach(desk -> phones.put(desk, PhoneUse.TALKING));
        books.forEach(book -> book.heardAll("office", phones));
        knownSince = clock.instant();
        missed.clear();
        goneSince.replaceAll((desk, since) -> knownSince);
        lastCall.clear();
        talking.forEach(desk -> lastCall.put(desk, knownSince));
    }

    /** What people do in twenty minutes at this time of day. */
    void live(int hour) {
        boolean day = hour >= 7 && hour < 19;
        for (int i = 0; i < people; i++) {
            if (chance(day ? 0.0015 : 0.0002)) {
                logIn(person(i), desk(random.nextInt(people)));
            }
            if (chance(0.0003)) {
                leave(desk(i));
            }
            phone(desk(i), day);
            if (chance(day ? 0.01 : 0.001)) {
                letRing(person(i));
            }
        }
        if (chance(0.02)) {
            switchHotDesking(person(random.nextInt(people)));
        }
    }

    private void logIn(UserNumber user, DeviceNumber desk) {
        if (!goneSince.containsKey(desk) && !talking.contains(desk)) {
            store.logins().login(desk, user, How.CODE);
        }
    }

    private void leave(DeviceNumber desk) {
        if (!goneSince.containsKey(desk) && !talking.contains(desk)) {
            store.logins().logoff(desk, How.CODE);
        }
    }

    private void phone(DeviceNumber desk, boolean day) {
        if (talking.contains(desk)) {
            if (chance(0.5)) {
                talking.remove(desk);
                talked(desk, PhoneUse.IDLE);
            }
        } else if (goneSince.containsKey(desk)) {
            if (chance(0.1)) {
                goneSince.remove(desk);
                books.forEach(book -> book.phone("office", desk, PhoneUse.IDLE));
            }
        } else if (chance(day ? 0.05 : 0.005)) {
            talking.add(desk);
            talked(desk, PhoneUse.TALKING);
        } else if (chance(0.001)) {
            goneSince.put(desk, clock.instant());
            books.forEach(book -> book.phone("office", desk, PhoneUse.GONE));
        }
    }

    private void talked(DeviceNumber desk, PhoneUse use) {
        lastCall.put(desk, clock.instant());
        store.floor().sessionAt(desk).map(Session::user).ifPresent(missed::remove);
        books.forEach(book -> book.phone("office", desk, use));
    }

    private void letRing(UserNumber user) {
        books.forEach(book -> book.missed(user));
        if (store.floor().sessionsOf(user).stream().map(Session::device).noneMatch(talking::contains)) {
            missed.computeIfAbsent(user, any -> new ArrayList<>()).add(clock.instant());
        }
    }

    private void switchHotDesking(UserNumber user) {
        boolean off = switchedOff.add(user);
        if (!off) {
            switchedOff.remove(user);
        }
        set(new PolicyScope.OfUser(user), PolicyKey.HOT_DESKING, off ? "no" : "yes");
    }

    boolean isTalking(DeviceNumber desk) {
        return talking.contains(desk);
    }

    /** When this session must end; empty for never. */
    Optional<Instant> deadline(Session session) {
        if (switchedOff.contains(session.user())) {
            return Optional.of(session.began());
        }
        List<Instant> calls = missed.getOrDefault(session.user(), List.of()).stream()
                .filter(call -> !call.isBefore(session.began()))
                .toList();
        SimulatedRules team = team(session.user());
        return team.isFixed()
                ? known.computeIfAbsent(session.id(), id -> team.deadline(facts(session, calls)))
                : team.deadline(facts(session, calls));
    }

    private Facts facts(Session session, List<Instant> calls) {
        return new Facts(
                session.began(),
                Optional.ofNullable(lastCall.get(session.device())),
                knownSince,
                Optional.ofNullable(goneSince.get(session.device())),
                calls.size(),
                calls.isEmpty() ? Instant.MIN : calls.get(calls.size() - 1));
    }

    static SimulatedRules team(UserNumber user) {
        return TEAMS.get(Integer.parseInt(user.digits()) % TEAMS.size());
    }

    private void set(PolicyScope scope, PolicyKey key, String text) {
        store.policies().set(scope, key, key.read(text).orElseThrow());
    }

    private boolean chance(double of) {
        return random.nextDouble() < of;
    }

    private static Token name(SimulatedRules team) {
        return new Token(team.name().toLowerCase(Locale.ROOT));
    }

    private static UserNumber person(int i) {
        return new UserNumber(Integer.toString(FIRST_USER + i));
    }

    private static DeviceNumber desk(int i) {
        return new DeviceNumber(Integer.toString(FIRST_DESK + i));
    }
}
