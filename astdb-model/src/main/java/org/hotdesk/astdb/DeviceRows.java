package org.hotdesk.astdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Technology;
import org.hotdesk.model.UserNumber;

/** Devices from the rows of family DEVICE. */
final class DeviceRows {
    private final Collection<ImportNote> notes;
    private final Set<String> dials = new HashSet<>();

    DeviceRows(Collection<ImportNote> notes) {
        this.notes = notes;
    }

    List<Device> read(Map<String, Map<String, String>> devices, Set<UserNumber> users) {
        List<Device> read = new ArrayList<>();
        devices.forEach((digits, rows) -> {
            var words = new Words("/DEVICE/" + digits + "/", rows, notes);
            Optional<DeviceNumber> number = DeviceNumber.parse(digits);
            Optional<DialString> dial = words.read("dial", DialString::parse);
            if (number.isEmpty()) {
                notes.add(new ImportNote("/DEVICE/" + digits, "dropped, not a device's number"));
            } else if (dial.isEmpty()) {
                notes.add(new ImportNote("/DEVICE/" + digits, "dropped, a device that cannot be dialled is none"));
            } else {
                read.add(device(number.get(), dial.get(), words, users));
            }
        });
        return List.copyOf(read);
    }

    private Device device(DeviceNumber number, DialString dial, Words words, Set<UserNumber> users) {
        Optional<DeviceKind> said = words.read("type", DeviceKind::parse);
        if (said.isEmpty()) {
            words.note("type", "missing, taken as adhoc");
        }
        DeviceKind kind = said.orElse(DeviceKind.ADHOC);
        Optional<UserNumber> user = defaultUser(kind, words, users);
        if (kind == DeviceKind.FIXED && user.isEmpty()) {
            words.note("type", "fixed to nobody, taken as adhoc");
            kind = DeviceKind.ADHOC;
        }
        return new Device(
                number,
                technology(dial, words),
                dial,
                kind,
                user,
                words.read("emergency_cid", CallerId::parse),
                words.name("location"),
                Device.FROM_INTERNAL,
                new DisplayName("device " + number),
                Optional.empty(),
                false);
    }

    /** The one an adhoc device falls back to; of a fixed one the user it shows, which is the one it is fixed to. */
    private static Optional<UserNumber> defaultUser(DeviceKind kind, Words words, Set<UserNumber> users) {
        Optional<UserNumber> fallback = user("default_user", words, users);
        return kind == DeviceKind.FIXED ? user("user", words, users).or(() -> fallback) : fallback;
    }

    private static Optional<UserNumber> user(String leaf, Words words, Set<UserNumber> users) {
        Optional<UserNumber> said = words.text(leaf).equals(Optional.of(Projection.NOBODY))
                ? Optional.empty()
                : words.read(leaf, UserNumber::parse);
        if (said.isPresent() && !users.contains(said.get())) {
            words.note(leaf, "dropped, there is no user " + said.get());
            return Optional.empty();
        }
        return said;
    }

    /** The dial string says it, not the word beside it. A string that is used twice can only be a custom one. */
    private Technology technology(DialString dial, Words words) {
        Optional<Technology> said = words.read("tech", Technology::parse);
        Technology seen = Technology.ofDial(dial);
        boolean custom = said.equals(Optional.of(Technology.CUSTOM));
        if (said.isPresent() && !custom && said.get() != seen) {
            words.note("tech", "does not fit the dial string, taken as " + seen.literal());
        }
        if (!custom && seen != Technology.CUSTOM && !dials.add(dial.text())) {
            words.note("dial", "is another device's too, taken as custom");
            return Technology.CUSTOM;
        }
        return custom ? Technology.CUSTOM : seen;
    }
}
