package org.hotdesk.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotdesk.model.Alias.Target;

/**
 * All devices, users, their aliases and open sessions at one moment. Immutable, so any thread may read it; a copy with one thing
 * changed is cheap at any size. It checks that a session names a known device and that a device has one session at most.
 */
public final class Floor {
    /** Nobody and nothing. */
    public static final Floor EMPTY = of(List.of(), List.of(), List.of());

    private final ShardedMap<DeviceNumber, Device> devices;
    private final ShardedMap<UserNumber, AmpUser> users;
    private final ShardedMap<String, List<DeviceNumber>> byDial;
    private final Seats seats;
    private final AliasBook aliases;

    /** The open sessions, by where and by whom. */
    private record Seats(ShardedMap<DeviceNumber, Session> at, ShardedMap<UserNumber, List<Session>> of) {}

    private Floor(
            ShardedMap<DeviceNumber, Device> devices,
            ShardedMap<UserNumber, AmpUser> users,
            ShardedMap<String, List<DeviceNumber>> byDial,
            Seats seats,
            AliasBook aliases) {
        this.devices = devices;
        this.users = users;
        this.byDial = byDial;
        this.seats = seats;
        this.aliases = aliases;
    }

    /** The floor with these things on it and no aliases; the sessions may come in any order. */
    public static Floor of(Collection<Device> devices, Collection<AmpUser> users, Collection<Session> sessions) {
        Map<DeviceNumber, Device> byNumber = new HashMap<>();
        Map<String, List<DeviceNumber>> byDial = new HashMap<>();
        devices.forEach(device -> {
            byNumber.put(device.number(), device);
            byDial.merge(device.dial().text(), List.of(device.number()), Floor::joined);
        });
        Map<UserNumber, AmpUser> byUser = new HashMap<>();
        users.forEach(user -> byUser.put(user.number(), user));
        Map<DeviceNumber, Session> at = new HashMap<>();
        Map<UserNumber, List<Session>> of = new HashMap<>();
        sessions.stream().sorted(Comparator.comparingLong(Session::id)).forEach(session -> {
            require(byNumber.containsKey(session.device()), "session at unknown device " + session.device());
            require(at.put(session.device(), session) == null, "two sessions at device " + session.device());
            of.computeIfAbsent(session.user(), user -> new ArrayList<>()).add(session);
        });
        of.replaceAll((user, list) -> List.copyOf(list));
        return new Floor(
                ShardedMap.of(byNumber),
                ShardedMap.of(byUser),
                ShardedMap.of(byDial),
                new Seats(ShardedMap.of(at), ShardedMap.of(of)),
                AliasBook.of(List.of()));
    }

    public Optional<Device> device(DeviceNumber number) {
        return devices.get(number);
    }

    public Optional<AmpUser> user(UserNumber number) {
        return users.get(number);
    }

    /** The devices which {@code Dial} reaches by this string; only custom devices may share one. */
    public List<DeviceNumber> devicesBehind(DialString dial) {
        return byDial.get(dial.text()).orElse(List.of());
    }

    /** Who sits at the device; empty when nobody does or there is no such device. */
    public Optional<Session> sessionAt(DeviceNumber device) {
        return seats.at().get(device);
    }

    /** The user's open sessions in login order; empty when the user sits nowhere or does not exist. */
    public List<Session> sessionsOf(UserNumber user) {
        return seats.of().get(user).orElse(List.of());
    }

    public Optional<Alias> alias(AliasName name) {
        return aliases.get(name);
    }

    /** The other names of the device, in their order. */
    public List<AliasName> aliasesOf(DeviceNumber device) {
        return aliases.namesOf(new Alias.ToDevice(device));
    }

    /** The other names of the user, in their order. */
    public List<AliasName> aliasesOf(UserNumber user) {
        return aliases.namesOf(new Alias.ToUser(user));
    }

    /** All aliases, in no order. */
    public Collection<Alias> aliases() {
        return aliases.all();
    }

    /** All devices, in no order. */
    public Collection<Device> devices() {
        return devices.values();
    }

    /** All users, in no order. */
    public Collection<AmpUser> users() {
        return users.values();
    }

    /** All open sessions, in no order. */
    public Collection<Session> sessions() {
        return seats.at().values();
    }

    public int deviceCount() {
        return devices.size();
    }

    public int userCount() {
        return users.size();
    }

    public Floor withDevice(Device device) {
        String dial = device.dial().text();
        ShardedMap<String, List<DeviceNumber>> others = dialsWithout(device.number());
        return new Floor(
                devices.with(device.number(), device),
                users,
                others.with(dial, joined(others.get(dial).orElse(List.of()), List.of(device.number()))),
                seats,
                aliases);
    }

    /** Without the device and its aliases; its session must have been taken off before. */
    public Floor withoutDevice(DeviceNumber number) {
        require(sessionAt(number).isEmpty(), "device " + number + " still has a session");
        return new Floor(
                devices.without(number),
                users,
                dialsWithout(number),
                seats,
                aliases.withoutAllOf(new Alias.ToDevice(number)));
    }

    public Floor withUser(AmpUser user) {
        return new Floor(devices, users.with(user.number(), user), byDial, seats, aliases);
    }

    /** Without the user and their aliases; the sessions must have been taken off before. */
    public Floor withoutUser(UserNumber number) {
        require(sessionsOf(number).isEmpty(), "user " + number + " still has a session");
        return new Floor(devices, users.without(number), byDial, seats, aliases.withoutAllOf(new Alias.ToUser(number)));
    }

    /** With this alias instead of what else bore its name; it must stand for a known device or user. */
    public Floor withAlias(Alias alias) {
        require(knows(alias.target()), "alias of unknown " + alias.target());
        return new Floor(devices, users, byDial, seats, aliases.with(alias));
    }

    /** With these aliases instead of all there are; each must stand for a known device or user. */
    public Floor withAliases(Collection<Alias> all) {
        all.forEach(alias -> require(knows(alias.target()), "alias of unknown " + alias.target()));
        return new Floor(devices, users, byDial, seats, AliasBook.of(all));
    }

    public Floor withoutAlias(AliasName name) {
        return new Floor(devices, users, byDial, seats, aliases.without(name));
    }

    private boolean knows(Target target) {
        return target.<Boolean>fold(to -> devices.get(to.device()).isPresent(), to -> users.get(to.user())
                .isPresent());
    }

    /** With one more session, which must be the newest and at a known device without one. */
    public Floor withSession(Session session) {
        require(devices.get(session.device()).isPresent(), "session at unknown device " + session.device());
        require(sessionAt(session.device()).isEmpty(), "two sessions at device " + session.device());
        List<Session> list = new ArrayList<>(sessionsOf(session.user()));
        list.add(session);
        list.sort(Comparator.comparingLong(Session::id)); // one that was read again is older than others
        return new Floor(
                devices,
                users,
                byDial,
                new Seats(
                        seats.at().with(session.device(), session), seats.of().with(session.user(), List.copyOf(list))),
                aliases);
    }

    /** Without this session. */
    public Floor withoutSession(Session session) {
        List<Session> list = new ArrayList<>(sessionsOf(session.user()));
        require(list.remove(session), "no such session: " + session.id());
        ShardedMap<UserNumber, List<Session>> rest = list.isEmpty()
                ? seats.of().without(session.user())
                : seats.of().with(session.user(), List.copyOf(list));
        return new Floor(devices, users, byDial, new Seats(seats.at().without(session.device()), rest), aliases);
    }

    private ShardedMap<String, List<DeviceNumber>> dialsWithout(DeviceNumber number) {
        if (devices.get(number).isEmpty()) {
            return byDial;
        }
        String dial = devices.get(number).get().dial().text();
        List<DeviceNumber> others = byDial.get(dial).orElse(List.of()).stream()
                .filter(other -> !other.equals(number))
                .toList();
        return others.isEmpty() ? byDial.without(dial) : byDial.with(dial, others);
    }

    private static List<DeviceNumber> joined(List<DeviceNumber> some, List<DeviceNumber> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException(message);
        }
    }
}
