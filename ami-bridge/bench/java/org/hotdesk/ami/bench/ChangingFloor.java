package org.hotdesk.ami.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** 10,000 users and 10,000 devices in two shapes that differ in nearly every row, and in none that only one of them has. */
final class ChangingFloor {
    private static final Recording FORCED =
            new Recording(Recording.Rule.FORCE, Recording.Rule.FORCE, Recording.Rule.FORCE, Recording.Rule.FORCE);
    private static final Recording NEVER =
            new Recording(Recording.Rule.NEVER, Recording.Rule.NEVER, Recording.Rule.NEVER, Recording.Rule.NEVER);

    private ChangingFloor() {}

    static List<Device> devices(boolean second) {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < BigFloor.SIZE; i++) {
            DeviceNumber number = new DeviceNumber(String.valueOf(10_000 + i));
            Technology technology = second ? Technology.SIP : Technology.PJSIP;
            devices.add(new Device(
                    number,
                    technology,
                    DialString.of(technology, number),
                    DeviceKind.ADHOC,
                    Optional.empty(),
                    Optional.of(new CallerId(Optional.empty(), (second ? "+49" : "+43") + (100_000 + i))),
                    Optional.of(new DisplayName((second ? "South " : "North ") + i)),
                    Device.FROM_INTERNAL,
                    new DisplayName("device " + number),
                    Optional.empty(),
                    false));
        }
        return devices;
    }

    static List<AmpUser> users(boolean second) {
        List<AmpUser> users = new ArrayList<>();
        for (int i = 0; i < BigFloor.SIZE; i++) {
            UserNumber number = new UserNumber(String.valueOf(50_000 + i));
            users.add(AmpUser.builder(number, new DisplayName((second ? "Second " : "First ") + i))
                    .cidnum(Optional.of(new UserNumber(String.valueOf((second ? 70_000 : 60_000) + i))))
                    .outboundcid(Optional.of(new CallerId(Optional.empty(), (second ? "+49" : "+43") + i)))
                    .ringtimer(second ? 20 : 10)
                    .mailbox(Optional.of(new MailboxAddress(
                            String.valueOf((second ? 80_000 : 90_000) + i), new Token(second ? "south" : "north"))))
                    .recording(second ? FORCED : NEVER)
                    .language(Optional.of(new Token(second ? "de" : "en")))
                    .accountcode(Optional.of(new Token((second ? "s" : "n") + i)))
                    .build());
        }
        return users;
    }

    /** The rows of one shape that are not so in the other, in the order of its objects. */
    static SortedMap<AstDbKey, String> changedRows(boolean second) {
        Floor floor = Floor.of(devices(second), users(second), List.of());
        Floor other = Floor.of(devices(!second), users(!second), List.of());
        SortedMap<AstDbKey, String> rows = new TreeMap<>();
        floor.devices().forEach(device -> {
            Map<AstDbKey, Optional<String>> before =
                    Projection.device(other, device.number()).byKey();
            Projection.device(floor, device.number()).byKey().forEach((key, row) -> row.filter(
                            text -> !row.equals(before.get(key)))
                    .ifPresent(text -> rows.put(key, text)));
        });
        floor.users().forEach(user -> {
            Map<AstDbKey, Optional<String>> before =
                    Projection.user(other, user.number()).byKey();
            Projection.user(floor, user.number()).byKey().forEach((key, row) -> row.filter(
                            text -> !row.equals(before.get(key)))
                    .ifPresent(text -> rows.put(key, text)));
        });
        return rows;
    }
}
