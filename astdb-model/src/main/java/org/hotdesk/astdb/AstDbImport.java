package org.hotdesk.astdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.Admission;

/**
 * Reads devices, users and who sits where from the rows of a live astdb, as FreePBX and we write them. It takes what can
 * be taken: list oddities, ids of nobody, half rows and unknown words are mended or dropped, and each is noted.
 */
public final class AstDbImport {
    private final Map<String, Map<String, String>> devices = new TreeMap<>();
    private final Map<String, Map<String, String>> users = new TreeMap<>();
    private final Map<String, Map<String, String>> switched = new TreeMap<>();
    private final TreeSet<ImportNote> notes = new TreeSet<>();
    private int foreign;

    private AstDbImport() {}

    /** Reads all rows, in any order. Of rows with the same path the last one counts. */
    public static Imported of(List<AstDbRow> rows) {
        var reading = new AstDbImport();
        rows.forEach(reading::sort);
        return reading.read();
    }

    private void sort(AstDbRow row) {
        List<String> parts = List.of(row.path().split("/", 4));
        Ownership owner = parts.size() < 3 || !parts.get(0).isEmpty()
                ? Ownership.FOREIGN
                : owner(parts.get(1), row.path().substring(parts.get(1).length() + 2));
        if (owner == Ownership.FOREIGN) {
            foreign++;
        } else if (owner == Ownership.ADOPTED) {
            switched.computeIfAbsent(parts.get(2), number -> new TreeMap<>()).put(parts.get(1), row.text());
        } else if (!parts.get(1).equals("HOTDESK")) {
            Map<String, Map<String, String>> family = parts.get(1).equals("DEVICE") ? devices : users;
            family.computeIfAbsent(parts.get(2), number -> new TreeMap<>()).put(parts.get(3), row.text());
        }
    }

    private static Ownership owner(String family, String key) {
        return AstDbKey.isValid(family, key) ? Ownership.of(new AstDbKey(family, key)) : Ownership.FOREIGN;
    }

    private Imported read() {
        List<AmpUser> people = withoutDeadEnds(new UserRows(notes).read(users, switched));
        Map<UserNumber, AmpUser> byNumber = people.stream().collect(Collectors.toMap(AmpUser::number, user -> user));
        List<Device> phones = new DeviceRows(notes).read(devices, byNumber.keySet());
        List<Seat> seats = new SeatRows(notes).read(phones, byNumber.keySet(), devices, users);
        List<ImportedPin> pins = new PinRows(notes).read(byNumber.keySet(), users);
        return new Imported(phones, people, seats, pins, List.copyOf(notes), foreign);
    }

    /** No-answer destinations that lead to nobody or in a circle would be refused by the store. */
    private List<AmpUser> withoutDeadEnds(List<AmpUser> people) {
        Floor floor = Floor.of(List.of(), people, List.of());
        List<AmpUser> mended = new ArrayList<>();
        for (AmpUser user : people) {
            List<String> reasons = Admission.user(floor, user);
            AmpUser taken = user;
            if (!reasons.isEmpty()) {
                notes.add(new ImportNote("/AMPUSER/" + user.number() + "/noanswer", "dropped: " + reasons.get(0)));
                taken = user.with().noAnswer(Optional.empty()).build();
                floor = floor.withUser(taken);
            }
            mended.add(taken);
        }
        return mended;
    }
}
