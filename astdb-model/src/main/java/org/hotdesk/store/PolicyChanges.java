package org.hotdesk.store;

import java.util.Collection;
import java.util.List;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Policies;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;

/**
 * Names in a change set the policies that change, and the devices and users whose rows may show them: the phones where users sit
 * among them. One owner thread.
 */
final class PolicyChanges {
    private final ChangeSet changes;

    PolicyChanges(ChangeSet changes) {
        this.changes = changes;
    }

    /** Somebody changes groups; to be called with the floor before and after. */
    void moved(Floor floor, PolicyScope member) {
        changes.member(member);
        touch(floor, member);
    }

    /** This policy is set or cleared there. */
    void set(Floor floor, PolicyScope scope, PolicyKey key) {
        changes.policy(scope);
        if (key.isMirrored()) {
            touch(floor, scope);
        }
    }

    private void touch(Floor floor, PolicyScope scope) {
        Policies policies = floor.policies();
        Collection<DeviceNumber> devices = scope.fold(
                all -> floor.devices().stream().map(Device::number).toList(),
                group -> policies.devicesIn(group.group()),
                device -> List.of(device.device()),
                user -> List.of());
        Collection<UserNumber> users = scope.fold(
                all -> floor.users().stream().map(AmpUser::number).toList(),
                group -> policies.usersIn(group.group()),
                device -> List.of(),
                user -> List.of(user.user()));
        devices.forEach(changes::device);
        for (UserNumber user : users) {
            changes.gained(user);
            floor.sessionsOf(user).stream().map(Session::device).forEach(changes::device);
        }
    }
}
