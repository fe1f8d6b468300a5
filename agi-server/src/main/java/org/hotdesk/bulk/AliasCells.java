package org.hotdesk.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/** Aliases as cells and back. Pure. */
final class AliasCells {
    private AliasCells() {}

    static Optional<Alias> read(AliasName name, Cells cells) {
        Optional<UserNumber> user = cells.optional("alias_user", Optional.empty(), UserNumber::parse, "1 to 15 digits");
        Optional<DeviceNumber> device =
                cells.optional("alias_device", Optional.empty(), DeviceNumber::parse, "1 to 15 digits");
        if (cells.isFilled("alias_user") == cells.isFilled("alias_device")) {
            cells.problem("alias", "must lead to one of alias_user and alias_device");
            return Optional.empty();
        }
        return user.map(number -> Alias.of(name, number)).or(() -> device.map(number -> Alias.of(name, number)));
    }

    static Map<String, String> write(Alias alias) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("alias", alias.name().text());
        cells.put("alias_user", alias.user().map(UserNumber::digits).orElse(""));
        cells.put("alias_device", alias.device().map(DeviceNumber::digits).orElse(""));
        return cells;
    }
}
