package org.hotdesk.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Group;
import org.hotdesk.model.Policies;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.PolicyScope.OfDevice;
import org.hotdesk.model.PolicyScope.OfGroup;
import org.hotdesk.model.PolicyScope.OfUser;
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.PolicyAdmission;
import org.jdbi.v3.core.Handle;

/**
 * Groups, who is in them, and what policies are set where. Every change is stored whole or not at all; what is so already
 * changes nothing. Ends no session: who keeps them does, when the phone is in no call. Thread-safe.
 */
public final class StoredPolicies {
    private final Commits commits;

    StoredPolicies(Commits commits) {
        this.commits = commits;
    }

    /** Adds a group or changes its description. */
    public PutOutcome putGroup(Group group) {
        return commits.write((draft, handle) -> {
            Optional<Group> old = draft.floor().policies().group(group.name());
            if (old.filter(group::equals).isEmpty()) {
                PolicyTables.putGroup(handle, group, old.isEmpty(), draft.now());
                draft.changes().group(group.name());
                become(draft, draft.floor().policies().with(group));
            }
            return PutOutcome.Stored::new;
        });
    }

    /** Removes a group with what is set for it, and its members leave it; refused while an allow-list names it. */
    public PutOutcome removeGroup(Token name) {
        return commits.write((draft, handle) -> {
            List<String> reasons = PolicyAdmission.removal(draft.floor().policies(), name);
            if (!reasons.isEmpty()) {
                return rejected(reasons);
            }
            Policies policies = draft.floor().policies();
            policies.usersIn(name).forEach(user -> move(draft, handle, new OfUser(user), Optional.empty()));
            policies.devicesIn(name).forEach(device -> move(draft, handle, new OfDevice(device), Optional.empty()));
            PolicyTables.clear(handle, new OfGroup(name));
            PolicyTables.deleteGroup(handle, name);
            draft.changes().policy(new OfGroup(name));
            draft.changes().group(name);
            become(draft, draft.floor().policies().without(name));
            return PutOutcome.Stored::new;
        });
    }

    /** Puts users and devices into a group; they leave the ones they are in. */
    public PutOutcome join(Token group, Collection<UserNumber> users, Collection<DeviceNumber> devices) {
        return commits.write((draft, handle) -> {
            List<String> reasons = new ArrayList<>(PolicyAdmission.exists(draft.floor(), new OfGroup(group)));
            members(users, devices).forEach(member -> reasons.addAll(PolicyAdmission.exists(draft.floor(), member)));
            if (!reasons.isEmpty()) {
                return rejected(reasons);
            }
            members(users, devices).forEach(member -> move(draft, handle, member, Optional.of(group)));
            return PutOutcome.Stored::new;
        });
    }

    /** Takes users and devices out of their groups. */
    public PutOutcome leave(Collection<UserNumber> users, Collection<DeviceNumber> devices) {
        return commits.write((draft, handle) -> {
            List<String> reasons = members(users, devices)
                    .flatMap(member -> PolicyAdmission.exists(draft.floor(), member).stream())
                    .toList();
            if (!reasons.isEmpty()) {
                return rejected(reasons);
            }
            members(users, devices).forEach(member -> move(draft, handle, member, Optional.empty()));
            return PutOutcome.Stored::new;
        });
    }

    /** Sets a policy. */
    public PutOutcome set(PolicyScope scope, PolicyKey key, PolicyValue value) {
        return commits.write((draft, handle) -> {
            List<String> reasons = PolicyAdmission.value(draft.floor(), scope, key, value);
            if (!reasons.isEmpty()) {
                return rejected(reasons);
            }
            Map<PolicyKey, PolicyValue> values = valuesAt(draft, scope);
            if (!value.equals(values.put(key, value))) {
                PolicyTables.put(handle, scope, key, value, draft.now());
                change(draft, scope, key, values);
            }
            return PutOutcome.Stored::new;
        });
    }

    /** Clears a policy there, so that what is set elsewhere holds. */
    public PutOutcome clear(PolicyScope scope, PolicyKey key) {
        return commits.write((draft, handle) -> {
            List<String> reasons = PolicyAdmission.exists(draft.floor(), scope);
            if (!reasons.isEmpty()) {
                return rejected(reasons);
            }
            Map<PolicyKey, PolicyValue> values = valuesAt(draft, scope);
            if (values.remove(key) != null) {
                PolicyTables.clear(handle, scope, key);
                change(draft, scope, key, values);
            }
            return PutOutcome.Stored::new;
        });
    }

    private static void change(Draft draft, PolicyScope scope, PolicyKey key, Map<PolicyKey, PolicyValue> values) {
        new PolicyChanges(draft.changes()).set(draft.floor(), scope, key);
        become(draft, draft.floor().policies().withValues(scope, values));
    }

    private static void move(Draft draft, Handle handle, PolicyScope member, Optional<Token> group) {
        Policies before = draft.floor().policies();
        Optional<Token> old = member.fold(
                all -> Optional.empty(),
                of -> Optional.empty(),
                device -> before.groupOf(device.device()),
                user -> before.groupOf(user.user()));
        if (old.equals(group)) {
            return;
        }
        if (group.isPresent()) {
            PolicyTables.join(handle, member, group.get());
        } else {
            PolicyTables.leave(handle, member);
        }
        new PolicyChanges(draft.changes()).moved(draft.floor(), member);
        become(
                draft,
                member.fold(
                        all -> before,
                        of -> before,
                        device -> before.withMember(device.device(), group),
                        user -> before.withMember(user.user(), group)));
    }

    private static void become(Draft draft, Policies policies) {
        draft.written(draft.floor().withPolicies(policies));
    }

    private static Map<PolicyKey, PolicyValue> valuesAt(Draft draft, PolicyScope scope) {
        Map<PolicyKey, PolicyValue> values = new EnumMap<>(PolicyKey.class);
        values.putAll(draft.floor().policies().at(scope));
        return values;
    }

    private static Stream<PolicyScope> members(Collection<UserNumber> users, Collection<DeviceNumber> devices) {
        return Stream.concat(users.stream().map(OfUser::new), devices.stream().map(OfDevice::new));
    }

    private static LongFunction<PutOutcome> rejected(List<String> reasons) {
        return seq -> new PutOutcome.Rejected(reasons);
    }
}
