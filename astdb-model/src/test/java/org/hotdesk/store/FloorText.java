package org.hotdesk.store;

import java.util.ArrayList;
import java.util.List;
import org.hotdesk.model.Floor;

/** Floors as text, to be compared. */
final class FloorText {
    private FloorText() {}

    /** Everything on the floor, in no order. */
    static List<String> lines(Floor floor) {
        List<String> lines = new ArrayList<>();
        floor.devices().forEach(device -> lines.add(device.toString()));
        floor.users().forEach(user -> lines.add(user.toString()));
        floor.users().forEach(user -> lines.add(user.number() + " " + floor.sessionsOf(user.number())));
        floor.sessions().forEach(session -> lines.add(session.toString()));
        floor.aliases().forEach(alias -> lines.add(alias.toString()));
        floor.devices().forEach(device -> lines.add(device.number() + " " + floor.aliasesOf(device.number())));
        floor.users().forEach(user -> lines.add(user.number() + " " + floor.aliasesOf(user.number())));
        floor.policies().groups().forEach(group -> {
            lines.add(group.toString());
            lines.add(group.name() + " " + floor.policies().usersIn(group.name()));
            lines.add(group.name() + " " + floor.policies().devicesIn(group.name()));
        });
        floor.policies().all().forEach((scope, values) -> lines.add(scope + " " + values));
        return lines;
    }
}
