package org.hotdesk.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values that are set for a device and a user, from the weakest to the strongest: the system's, the device's group's, the
 * user's group's, the device's, the user's. What speaks of devices only is set for devices and their groups, and what speaks
 * of users only for users and theirs. Immutable; {@link #value} allocates nothing.
 */
public final class PolicyChain {
    private static final int SYSTEM = 0;
    private static final int AREA = 1;
    private static final int GROUP = 2;
    private static final int DEVICE = 3;
    private static final int USER = 4;

    private final Optional<Token> area;
    private final Optional<Token> group;
    private final Optional<DeviceNumber> device;
    private final Optional<UserNumber> user;
    private final List<Map<PolicyKey, PolicyValue>> links;

    PolicyChain(Policies policies, Optional<DeviceNumber> device, Optional<UserNumber> user) {
        this.device = device;
        this.user = user;
        this.area = device.flatMap(policies::groupOf);
        this.group = user.flatMap(policies::groupOf);
        this.links = List.of(
                policies.at(new PolicyScope.OfSystem()),
                at(policies, area.map(PolicyScope.OfGroup::new)),
                at(policies, group.map(PolicyScope.OfGroup::new)),
                at(policies, device.map(PolicyScope.OfDevice::new)),
                at(policies, user.map(PolicyScope.OfUser::new)));
    }

    /** The group that the device is in. */
    public Optional<Token> area() {
        return area;
    }

    /** The group that the user is in. */
    public Optional<Token> group() {
        return group;
    }

    /** The value that holds. */
    public PolicyValue value(PolicyKey key) {
        int link = strongest(key);
        return link < 0 ? key.preset() : links.get(link).getOrDefault(key, key.preset());
    }

    /** The value that holds, and where it comes from. */
    public Effective effective(PolicyKey key) {
        Optional<? extends PolicyScope> from =
                switch (strongest(key)) {
                    case SYSTEM -> Optional.of(new PolicyScope.OfSystem());
                    case AREA -> area.map(PolicyScope.OfGroup::new);
                    case GROUP -> group.map(PolicyScope.OfGroup::new);
                    case DEVICE -> device.map(PolicyScope.OfDevice::new);
                    case USER -> user.map(PolicyScope.OfUser::new);
                    default -> Optional.empty();
                };
        return new Effective(key, value(key), from.map(PolicyScope.class::cast));
    }

    /** The last link that sets it and may; -1 where none does. */
    private int strongest(PolicyKey key) {
        int link = USER;
        while (link >= 0 && !(speaks(link, key.side()) && links.get(link).containsKey(key))) {
            link--;
        }
        return link;
    }

    private static boolean speaks(int link, PolicyKey.Side side) {
        return switch (link) {
            case AREA, DEVICE -> side != PolicyKey.Side.USER;
            case GROUP, USER -> side != PolicyKey.Side.DEVICE;
            default -> true;
        };
    }

    private static Map<PolicyKey, PolicyValue> at(Policies policies, Optional<? extends PolicyScope> scope) {
        return scope.isPresent() ? policies.at(scope.get()) : Map.of();
    }
}
