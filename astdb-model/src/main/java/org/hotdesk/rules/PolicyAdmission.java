package org.hotdesk.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Policies;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyKind.Items;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.Token;

/** What groups and policies must fulfil on a floor. Each reason is one line that names the thing and what is expected. */
public final class PolicyAdmission {
    private PolicyAdmission() {}

    /** What is wrong with setting this there; nothing when it is good. */
    public static List<String> value(Floor floor, PolicyScope scope, PolicyKey key, PolicyValue value) {
        List<String> reasons = new ArrayList<>(exists(floor, scope));
        boolean otherSide =
                switch (key.side()) {
                    case BOTH -> false;
                    case DEVICE -> scope instanceof PolicyScope.OfUser;
                    case USER -> scope instanceof PolicyScope.OfDevice;
                };
        if (otherSide) {
            String whose = key.side() == PolicyKey.Side.DEVICE ? "devices" : "users";
            reasons.add(scope + ": " + key.literal() + " is a policy of " + whose + "; set it for "
                    + (key.side() == PolicyKey.Side.DEVICE ? "a device" : "a user") + ", a group or the system");
        }
        if (key.namesGroups()) {
            for (String name : value.as(Items.class).texts()) {
                if (Token.parse(name).flatMap(floor.policies()::group).isEmpty()) {
                    reasons.add(scope + ": " + key.literal() + " must name groups; there is no group " + name);
                }
            }
        }
        return List.copyOf(reasons);
    }

    /** That there is no such group, device or user; nothing when there is. */
    public static List<String> exists(Floor floor, PolicyScope scope) {
        boolean there = scope.fold(
                system -> true,
                group -> floor.policies().group(group.group()).isPresent(),
                device -> floor.device(device.device()).isPresent(),
                user -> floor.user(user.user()).isPresent());
        return there ? List.of() : List.of(scope + ": there is no such " + scope.word());
    }

    /** Who still needs a group that is about to be removed, or that there is none; nothing when it may go. */
    public static List<String> removal(Policies policies, Token group) {
        if (policies.group(group).isEmpty()) {
            return List.of("group " + group + ": there is no such group");
        }
        List<String> naming = new ArrayList<>();
        for (Map.Entry<PolicyScope, Map<PolicyKey, PolicyValue>> at :
                policies.all().entrySet()) {
            at.getValue().forEach((key, value) -> {
                if (key.namesGroups() && value.as(Items.class).texts().contains(group.text())) {
                    naming.add(key.literal() + " of " + at.getKey());
                }
            });
        }
        naming.remove("allow-groups of group " + group);
        naming.remove("allow-areas of group " + group);
        return naming.isEmpty()
                ? List.of()
                : List.of("group " + group + ": is in "
                        + Admission.some(naming.stream().sorted().toList()) + "; change these first");
    }
}
