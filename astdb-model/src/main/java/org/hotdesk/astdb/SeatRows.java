package org.hotdesk.astdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/**
 * Who sits where. {@code DEVICE/<d>/user} decides, since it names one user; {@code AMPUSER/<u>/device} gives the login
 * order. Where the two disagree the list is mended.
 */
final class SeatRows {
    private final Collection<ImportNote> notes;

    SeatRows(Collection<ImportNote> notes) {
        this.notes = notes;
    }

    List<Seat> read(
            List<Device> devices,
            Set<UserNumber> users,
            Map<String, Map<String, String>> deviceRows,
            Map<String, Map<String, String>> userRows) {
        Map<DeviceNumber, UserNumber> sitting = new LinkedHashMap<>();
        devices.forEach(
                device -> sitter(device, users, deviceRows).ifPresent(user -> sitting.put(device.number(), user)));
        List<Seat> seats = new ArrayList<>();
        for (UserNumber user : new TreeSet<>(users)) {
            Set<DeviceNumber> own = new LinkedHashSet<>(listed(user, sitting, userRows));
            sitting.forEach((device, sitter) -> {
                if (sitter.equals(user) && own.add(device)) {
                    note(user, "device " + device + " added, where the user sits");
                }
            });
            own.forEach(device -> seats.add(new Seat(device, user)));
        }
        return List.copyOf(seats);
    }

    private Optional<UserNumber> sitter(
            Device device, Set<UserNumber> users, Map<String, Map<String, String>> deviceRows) {
        if (device.isFixed()) {
            return device.defaultUser();
        }
        String digits = device.number().digits();
        String text = deviceRows
                .getOrDefault(digits, Map.of())
                .getOrDefault("user", "")
                .strip();
        Optional<UserNumber> user = UserNumber.parse(text).filter(users::contains);
        if (user.isEmpty() && !text.isEmpty() && !text.equals(Projection.NOBODY)) {
            notes.add(new ImportNote("/DEVICE/" + digits + "/user", "dropped, there is no such user"));
        }
        return user;
    }

    private List<DeviceNumber> listed(
            UserNumber user, Map<DeviceNumber, UserNumber> sitting, Map<String, Map<String, String>> userRows) {
        String list = userRows.getOrDefault(user.digits(), Map.of()).getOrDefault("device", "");
        List<DeviceNumber> own = new ArrayList<>();
        if (list.isBlank()) {
            return own;
        }
        for (String part : list.split("&", -1)) {
            Optional<DeviceNumber> device = DeviceNumber.parse(part.strip());
            if (part.isBlank()) {
                note(user, "an & too many left out");
            } else if (device.isEmpty() || !Objects.equals(sitting.get(device.get()), user)) {
                note(
                        user,
                        "device " + device.map(DeviceNumber::digits).orElse("with no number")
                                + " left out, where the user does not sit");
            } else {
                own.add(device.get());
            }
        }
        return own;
    }

    private void note(UserNumber user, String what) {
        notes.add(new ImportNote("/AMPUSER/" + user + "/device", what));
    }
}
