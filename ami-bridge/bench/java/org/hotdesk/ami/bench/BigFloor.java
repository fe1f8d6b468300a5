package org.hotdesk.ami.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;

/** 10,000 users at 10,000 devices, and what is to stand in astdb for them. */
final class BigFloor {
    static final int SIZE = 10_000;

    private BigFloor() {}

    static Floor make() {
        List<Device> devices = new ArrayList<>();
        List<AmpUser> users = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            DeviceNumber device = new DeviceNumber(String.valueOf(10_000 + i));
            UserNumber user = new UserNumber(String.valueOf(50_000 + i));
            devices.add(Device.adhoc(device));
            users.add(AmpUser.named(user, new DisplayName("User Number " + i)));
            sessions.add(new Session(i + 1, device, user, Instant.EPOCH, How.CODE));
        }
        return Floor.of(devices, users, sessions);
    }

    /** Every row that must be there, in the order of its objects. */
    static SortedMap<AstDbKey, String> rows(Floor floor) {
        SortedMap<AstDbKey, String> rows = new TreeMap<>();
        floor.devices()
                .forEach(device ->
                        add(rows, Projection.device(floor, device.number()).byKey()));
        floor.users()
                .forEach(user -> add(rows, Projection.user(floor, user.number()).byKey()));
        return rows;
    }

    private static void add(SortedMap<AstDbKey, String> rows, Map<AstDbKey, Optional<String>> some) {
        some.forEach((key, value) -> value.ifPresent(text -> rows.put(key, text)));
    }
}
