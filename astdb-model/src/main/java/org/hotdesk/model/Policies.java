package org.hotdesk.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups, who is in them, and the values of policies by where they are set. Immutable; a copy with one thing changed is cheap
 * at any size. It takes what it is told: the store judges before.
 */
public final class Policies {
    /** No groups and no values. */
    public static final Policies NONE = of(List.of(), Map.of(), Map.of(), Map.of());

    private final Map<Token, Group> groups;
    private final ShardedMap<UserNumber, Token> groupOfUser;
    private final ShardedMap<DeviceNumber, Token> groupOfDevice;
    private final ShardedMap<PolicyScope, Map<PolicyKey, PolicyValue>> values;

    /** The system's values are asked for with every lookup. */
    private final Map<PolicyKey, PolicyValue> ofSystem;

    private final boolean silent;

    private Policies(
            Map<Token, Group> groups,
            ShardedMap<UserNumber, Token> groupOfUser,
            ShardedMap<DeviceNumber, Token> groupOfDevice,
            ShardedMap<PolicyScope, Map<PolicyKey, PolicyValue>> values) {
        this.groups = groups;
        this.groupOfUser = groupOfUser;
        this.groupOfDevice = groupOfDevice;
        this.values = values;
        this.ofSystem = values.get(new PolicyScope.OfSystem()).orElse(Map.of());
        this.silent = values.size() == 0;
    }

    /** All of it at once. */
    public static Policies of(
            Collection<Group> groups,
            Map<UserNumber, Token> users,
            Map<DeviceNumber, Token> devices,
            Map<PolicyScope, Map<PolicyKey, PolicyValue>> values) {
        Map<Token, Group> byName = new HashMap<>();
        groups.forEach(group -> byName.put(group.name(), group));
        Map<PolicyScope, Map<PolicyKey, PolicyValue>> copies = new HashMap<>();
        values.forEach((scope, set) -> copies.put(scope, copy(set)));
        return new Policies(byName, ShardedMap.of(users), ShardedMap.of(devices), ShardedMap.of(copies));
    }

    /** Whether no policy is set anywhere, so that all presets hold. */
    public boolean areSilent() {
        return silent;
    }

    public Optional<Group> group(Token name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** All groups, by name. */
    public List<Group> groups() {
        return groups.values().stream()
                .sorted((one, other) -> one.name().text().compareTo(other.name().text()))
                .toList();
    }

    public Optional<Token> groupOf(UserNumber user) {
        return groupOfUser.get(user);
    }

    /** The device's group, which is its area. */
    public Optional<Token> groupOf(DeviceNumber device) {
        return groupOfDevice.get(device);
    }

    /** The users in the group, by number. Looks at all users that are in a group. */
    public List<UserNumber> usersIn(Token group) {
        List<UserNumber> found = new ArrayList<>();
        groupOfUser.forEach((user, in) -> {
            if (in.equals(group)) {
                found.add(user);
            }
        });
        return found.stream().sorted().toList();
    }

    /** The devices in the group, by number. Looks at all devices that are in a group. */
    public List<DeviceNumber> devicesIn(Token group) {
        List<DeviceNumber> found = new ArrayList<>();
        groupOfDevice.forEach((device, in) -> {
            if (in.equals(group)) {
                found.add(device);
            }
        });
        return found.stream().sorted().toList();
    }

    /** What is set there and nowhere else. */
    public Map<PolicyKey, PolicyValue> at(PolicyScope scope) {
        return scope instanceof PolicyScope.OfSystem
                ? ofSystem
                : values.get(scope).orElse(Map.of());
    }

    /** Everywhere where something is set. */
    public Map<PolicyScope, Map<PolicyKey, PolicyValue>> all() {
        Map<PolicyScope, Map<PolicyKey, PolicyValue>> all = new HashMap<>();
        values.forEach(all::put);
        return all;
    }

    /** What is set for a device and a user, to ask for several policies. */
    public PolicyChain chain(Optional<DeviceNumber> device, Optional<UserNumber> user) {
        return new PolicyChain(this, device, user);
    }

    /** The value that holds for a device and a user, and where it comes from. */
    public Effective effective(PolicyKey key, Optional<DeviceNumber> device, Optional<UserNumber> user) {
        return chain(device, user).effective(key);
    }

    public Policies with(Group group) {
        Map<Token, Group> more = new HashMap<>(groups);
        more.put(group.name(), group);
        return new Policies(more, groupOfUser, groupOfDevice, values);
    }

    /** Without the group and what is set for it; its members must have left. */
    public Policies without(Token group) {
        Map<Token, Group> fewer = new HashMap<>(groups);
        fewer.remove(group);
        return new Policies(fewer, groupOfUser, groupOfDevice, values.without(new PolicyScope.OfGroup(group)));
    }

    /** With the user in this group, or in none. */
    public Policies withMember(UserNumber user, Optional<Token> group) {
        return new Policies(groups, moved(groupOfUser, user, group), groupOfDevice, values);
    }

    /** With the device in this group, or in none. */
    public Policies withMember(DeviceNumber device, Optional<Token> group) {
        return new Policies(groups, groupOfUser, moved(groupOfDevice, device, group), values);
    }

    /** With exactly this set there. */
    public Policies withValues(PolicyScope scope, Map<PolicyKey, PolicyValue> set) {
        return new Policies(
                groups,
                groupOfUser,
                groupOfDevice,
                set.isEmpty() ? values.without(scope) : values.with(scope, copy(set)));
    }

    /** Without all that is known of the user. */
    Policies without(UserNumber user) {
        var scope = new PolicyScope.OfUser(user);
        return groupOf(user).isEmpty() && at(scope).isEmpty()
                ? this
                : withMember(user, Optional.empty()).withValues(scope, Map.of());
    }

    /** Without all that is known of the device. */
    Policies without(DeviceNumber device) {
        var scope = new PolicyScope.OfDevice(device);
        return groupOf(device).isEmpty() && at(scope).isEmpty()
                ? this
                : withMember(device, Optional.empty()).withValues(scope, Map.of());
    }

    private static <K> ShardedMap<K, Token> moved(ShardedMap<K, Token> members, K member, Optional<Token> group) {
        return group.isPresent() ? members.with(member, group.get()) : members.without(member);
    }

    private static Map<PolicyKey, PolicyValue> copy(Map<PolicyKey, PolicyValue> set) {
        Map<PolicyKey, PolicyValue> copy = new EnumMap<>(PolicyKey.class);
        copy.putAll(set);
        return Collections.unmodifiableMap(copy);
    }
}
