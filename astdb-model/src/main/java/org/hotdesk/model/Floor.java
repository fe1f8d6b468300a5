package org.hotdesk.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All devices, users and open sessions at one moment. Immutable, so any thread may read it; a copy with one thing
 * changed is cheap at any size. It checks that a session names a known device and that a device has one session at most.
 */
public final class Floor {
    /** Nobody and nothing. */
    public static final Floor EMPTY = of(List.of(), List.of(), List.of());

    private final ShardedMap<DeviceNumber, Device> devices;
    private final ShardedMap<UserNumber, AmpUser> users;
    private final ShardedMap<String, List<DeviceNumber>> byDial;
    private final ShardedMap<DeviceNumber, Session> sessionAt;
    private final ShardedMap<UserNumber, List<Session>> sessionsOf;

    private Floor(
            ShardedMap<DeviceNumber, Device> devices,
            ShardedMap<UserNumber, AmpUser> users,
            ShardedMap<String, List<DeviceNumber>> byDial,
            ShardedMap<DeviceNumber, Session> sessionAt,
            ShardedMap<UserNumber, List<Session>> sessionsOf) {
        this.devices = devices;
        this.users = users;
        this.byDial = byDial;
        this.sessionAt = sessionAt;
        this.sessionsOf = sessionsOf;
    }

    /** The floor with these things on it; the sessions may come in any order. */
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
                ShardedMap.of(at),
                ShardedMap.of(of));
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
        return sessionAt.get(device);
    }

    /** The user's open sessions in login order; empty when the user sits nowhere or does not exist. */
    public List<Session> sessionsOf(UserNumber user) {
        return sessionsOf.get(user).orElse(List.of());
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
        return sessionAt.values();
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
                sessionAt,
                sessionsOf);
    }

    /** Without the device; its session must have been taken off before. */
    public Floor withoutDevice(DeviceNumber number) {
        require(sessionAt.get(number).isEmpty(), "device " + number + " still has a session");
        return new Floor(devices.without(number), users, dialsWithout(number), sessionAt, sessionsOf);
    }

    public Floor withUser(AmpUser user) {
        return new Floor(devices, users.with(user.number(), user), byDial, sessionAt, sessionsOf);
    }

    /** Without the user, whose sessions must have been taken off before. */
    public Floor withoutUser(UserNumber number) {
        require(sessionsOf(number).isEmpty(), "user " + number + " still has a session");
        return new Floor(devices, users.without(number), byDial, sessionAt, sessionsOf);
    }

    /** With one more session, which must be the newest and at a known device without one. */
    public Floor withSession(Session session) {
        require(devices.get(session.device()).isPresent(), "session at unknown device " + session.device());
        require(sessionAt.get(session.device()).isEmpty(), "two sessions at device " + session.device());
        List<Session> list = new ArrayList<>(sessionsOf(session.user()));
        list.add(session);
        return new Floor(
                devices,
                users,
                byDial,
                sessionAt.with(session.device(), session),
                sessionsOf.with(session.user(), List.copyOf(list)));
    }

    /** Without this session. */
    public Floor withoutSession(Session session) {
        List<Session> list = new ArrayList<>(sessionsOf(session.user()));
        require(list.remove(session), "no such session: " + session.id());
        return new Floor(
                devices,
                users,
                byDial,
                sessionAt.without(session.device()),
                list.isEmpty()
                        ? sessionsOf.without(session.user())
                        : sessionsOf.with(session.user(), List.copyOf(list)));
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
