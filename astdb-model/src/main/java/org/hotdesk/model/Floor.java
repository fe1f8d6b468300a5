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
 * All devices, users, their aliases, open sessions and policies at one moment. Immutable, so any thread may read it; a copy with one thing
 * changed is cheap at any size. It checks that a session names a known device and that a device has one session at most.
 */
public final class Floor {
    /** Nobody and nothing. */
    public static final Floor EMPTY = of(List.of(), List.of(), List.of());

    private final Desks desks;
    private final ShardedMap<UserNumber, AmpUser> users;
    private final Seats seats;
    private final AliasBook aliases;
    private final Policies policies;

    /** The devices, by number and by what reaches them. */
    private record Desks(ShardedMap<DeviceNumber, Device> byNumber, ShardedMap<String, List<DeviceNumber>> byDial) {}

    /** The open sessions, by where and by whom. */
    private record Seats(ShardedMap<DeviceNumber, Session> at, ShardedMap<UserNumber, List<Session>> of) {}

    private Floor(
            Desks desks, ShardedMap<UserNumber, AmpUser> users, Seats seats, AliasBook aliases, Policies policies) {
        this.desks = desks;
        this.users = users;
        this.seats = seats;
        this.aliases = aliases;
        this.policies = policies;
    }

    /** The floor with these things on it, no aliases and no policies; the sessions may come in any order. */
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
                new Desks(ShardedMap.of(byNumber), ShardedMap.of(byDial)),
                ShardedMap.of(byUser),
                new Seats(ShardedMap.of(at), ShardedMap.of(of)),
                AliasBook.of(List.of()),
                Policies.NONE);
    }

    public Optional<Device> device(DeviceNumber number) {
        return desks.byNumber().get(number);
    }

    public Optional<AmpUser> user(UserNumber number) {
        return users.get(number);
    }

    /** The devices which {@code Dial} reaches by this string; only custom devices may share one. */
    public List<DeviceNumber> devicesBehind(DialString dial) {
        return desks.byDial().get(dial.text()).orElse(List.of());
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
        return desks.byNumber().values();
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
        return desks.byNumber().size();
    }

    public int userCount() {
        return users.size();
    }

    public Floor withDevice(Device device) {
        String dial = device.dial().text();
        ShardedMap<String, List<DeviceNumber>> others = dialsWithout(device.number());
        return new Floor(
                new Desks(
                        desks.byNumber().with(device.number(), device),
                        others.with(dial, joined(others.get(dial).orElse(List.of()), List.of(device.number())))),
                users,
                seats,
                aliases,
                policies);
    }

    /** Without the device, its aliases and policies; its session must have been taken off before. */
    public Floor withoutDevice(DeviceNumber number) {
        require(sessionAt(number).isEmpty(), "device " + number + " still has a session");
        return new Floor(
                new Desks(desks.byNumber().without(number), dialsWithout(number)),
                users,
                seats,
                aliases.withoutAllOf(new Alias.ToDevice(number)),
                policies.without(number));
    }

    public Floor withUser(AmpUser user) {
        return new Floor(desks, users.with(user.number(), user), seats, aliases, policies);
    }

    /** Without the user, their aliases and policies; the sessions must have been taken off before. */
    public Floor withoutUser(UserNumber number) {
        require(sessionsOf(number).isEmpty(), "user " + number + " still has a session");
        return new Floor(
                desks,
                users.without(number),
                seats,
                aliases.withoutAllOf(new Alias.ToUser(number)),
                policies.without(number));
    }

    /** With this alias instead of what else bore its name; it must stand for a known device or user. */
    public Floor withAlias(Alias alias) {
        require(knows(alias.target()), "alias of unknown " + alias.target());
        return new Floor(desks, users, seats, aliases.with(alias), policies);
    }

    /** With these aliases instead of all there are; each must stand for a known device or user. */
    public Floor withAliases(Collection<Alias> all) {
        all.forEach(alias -> require(knows(alias.target()), "alias of unknown " + alias.target()));
        return new Floor(desks, users, seats, AliasBook.of(all), policies);
    }

    public Floor withoutAlias(AliasName name) {
        return new Floor(desks, users, seats, aliases.without(name), policies);
    }

    /** Groups, their members and what is set for them, for the system, for devices and for users. */
    public Policies policies() {
        return policies;
    }

    /** With these policies instead of all there are. */
    public Floor withPolicies(Policies all) {
        return new Floor(desks, users, seats, aliases, all);
    }

    private boolean knows(Target target) {
        return target.<Boolean>fold(to -> desks.byNumber().get(to.device()).isPresent(), to -> users.get(to.user())
                .isPresent());
    }

    /** With one more session, which must be the newest and at a known device without one. */
    public Floor withSession(Session session) {
        require(desks.byNumber().get(session.device()).isPresent(), "session at unknown device " + session.device());
        require(sessionAt(session.device()).isEmpty(), "two sessions at device " + session.device());
        List<Session> list = new ArrayList<>(sessionsOf(session.user()));
        list.add(session);
        list.sort(Comparator.comparingLong(Session::id)); // one that was read again is older than others
        return new Floor(
                desks,
                users,
                new Seats(
                        seats.at().with(session.device(), session), seats.of().with(session.user(), List.copyOf(list))),
                aliases,
                policies);
    }

    /** Without this session. */
    public Floor withoutSession(Session session) {
        List<Session> list = new ArrayList<>(sessionsOf(session.user()));
        require(list.remove(session), "no such session: " + session.id());
        ShardedMap<UserNumber, List<Session>> rest = list.isEmpty()
                ? seats.of().without(session.user())
                : seats.of().with(session.user(), List.copyOf(list));
        return new Floor(desks, users, new Seats(seats.at().without(session.device()), rest), aliases, policies);
    }

    private ShardedMap<String, List<DeviceNumber>> dialsWithout(DeviceNumber number) {
        if (desks.byNumber().get(number).isEmpty()) {
            return desks.byDial();
        }
        String dial = desks.byNumber().get(number).get().dial().text();
        List<DeviceNumber> others = desks.byDial().get(dial).orElse(List.of()).stream()
                .filter(other -> !other.equals(number))
                .toList();
        return others.isEmpty() ? desks.byDial().without(dial) : desks.byDial().with(dial, others);
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
