package org.hotdesk.astdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hotdesk.model.UserNumber;

/** Login PINs from {@code AMPUSER/<u>/password}. A user without that row simply has none. */
final class PinRows {
    private final Collection<ImportNote> notes;

    PinRows(Collection<ImportNote> notes) {
        this.notes = notes;
    }

    List<ImportedPin> read(Set<UserNumber> users, Map<String, Map<String, String>> rows) {
        List<ImportedPin> pins = new ArrayList<>();
        for (UserNumber user : new TreeSet<>(users)) {
            String password = rows.getOrDefault(user.digits(), Map.of()).getOrDefault("password", "");
            if (password.matches("[0-9]{3,15}")) {
                pins.add(new ImportedPin(user, password));
            } else if (!password.isBlank()) {
                notes.add(new ImportNote("/AMPUSER/" + user + "/password", "dropped, a PIN has 3 to 15 digits"));
            }
        }
        return List.copyOf(pins);
    }
}
