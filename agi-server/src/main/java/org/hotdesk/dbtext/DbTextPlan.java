package org.hotdesk.dbtext;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.dbtext.DbTextTable.Row;
import org.hotdesk.freepbx.Fate;
import org.hotdesk.freepbx.ImportLine;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;
import org.hotdesk.sip.message.Uri;
import org.hotdesk.store.Accounts;
import org.hotdesk.store.Secrets;
import org.hotdesk.store.Store;

/** Works out what becomes of each row of the tables, which come in the order of {@link DbTextImport#FILES}. One owner thread. */
final class DbTextPlan {
    private final Floor here;
    private final Secrets secrets;
    private final boolean overwrite;
    private final boolean edge;
    private final Map<DeviceNumber, Device> devices = new LinkedHashMap<>();
    private final Map<DeviceNumber, char[]> given = new LinkedHashMap<>();
    private final Map<AliasName, Alias> aliases = new LinkedHashMap<>();
    private final Set<DeviceNumber> seen = new HashSet<>();
    private final List<ImportLine> lines = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();

    DbTextPlan(Store store, boolean overwrite, boolean edge) {
        this.here = store.floor();
        this.secrets = store.secrets();
        this.overwrite = overwrite;
        this.edge = edge;
    }

    List<ImportLine> lines() {
        return lines;
    }

    /** What keeps it from being stored. */
    List<String> obstacles() {
        return obstacles;
    }

    Accounts accounts() {
        return new Accounts(List.copyOf(devices.values()), given, List.copyOf(aliases.values()));
    }

    void take(String file, DbTextTable table) {
        for (Row row : table.rows()) {
            String username = table.field(row, "username").orElse("");
            switch (file) {
                case "subscriber" -> subscriber(table, row, username);
                case "aliases" -> alias(table, row, username);
                case "location" ->
                    line(Fate.DROPPED, "device " + username, "contact", "", "the phone registers anew by itself");
                default -> line(Fate.DROPPED, file, "row", "", "the versions of another program's tables");
            }
        }
    }

    private void subscriber(DbTextTable table, Row row, String username) {
        Optional<DeviceNumber> number = DeviceNumber.parse(username);
        if (number.isEmpty()) {
            line(Fate.DROPPED, "subscriber", "username", username, "a device's number has 1 to 15 digits");
            return;
        }
        DeviceNumber device = number.get();
        if (!seen.add(device)) {
            obstacles.add("subscriber:" + row.line() + ":1: device " + device + " is in this file twice");
            return;
        }
        boolean isNew = here.device(device).isEmpty();
        if (isNew) {
            Device fresh = Device.adhoc(device);
            devices.put(device, edge ? fresh.behindTheEdge() : fresh);
        }
        line(isNew ? Fate.ADDED : Fate.KEPT, "device " + device, "username", username, isNew ? "" : "is here already");
        table.field(row, "domain")
                .filter(domain -> !domain.isEmpty() && !domain.equals(secrets.realm()))
                .ifPresent(domain -> line(
                        Fate.CHANGED,
                        "device " + device,
                        "domain",
                        domain + " -> " + secrets.realm(),
                        "one realm for all; hashes of another do not hold in it"));
        secret(table, row, device);
        if (!table.field(row, "rpid").orElse("").isEmpty()) {
            line(Fate.DROPPED, "device " + device, "rpid", "", "who calls is who sits at the device");
        }
    }

    private void secret(DbTextTable table, Row row, DeviceNumber device) {
        String password = table.field(row, "password").orElse("");
        String thing = "device " + device;
        String mend = "; the phone needs a new one: hotdesk device set " + device + " --secret";
        if (password.isEmpty()) {
            if (!table.field(row, "ha1").orElse("").isEmpty()) {
                line(Fate.DROPPED, thing, "ha1", "(hidden)", "nobody can get the secret out of a hash" + mend);
            }
        } else if (!Secrets.isSipSecret(password)) {
            line(Fate.DROPPED, thing, "password", "(hidden)", "has signs no configuration file carries safely" + mend);
        } else {
            Optional<String> before = here.device(device).flatMap(known -> secrets.sipSecret(device));
            if (before.filter(password::equals).isPresent()) {
                line(Fate.KEPT, thing, "password", "(hidden)", "");
            } else if (before.isPresent() && !overwrite) {
                obstacles.add(thing + ": has another secret here; --overwrite replaces it");
            } else {
                given.put(device, password.toCharArray());
                line(before.isPresent() ? Fate.CHANGED : Fate.KEPT, thing, "password", "(hidden)", "sealed");
            }
        }
    }

    private void alias(DbTextTable table, Row row, String username) {
        String contact = table.field(row, "contact").orElse("");
        Optional<AliasName> name = AliasName.parse(username);
        if (name.isEmpty()) {
            line(Fate.DROPPED, "aliases", "username", username, "an alias has 1 to 64 letters, digits or + . _ -");
            return;
        }
        String thing = "alias " + name.get();
        String to = Uri.parse(contact).filter(Uri::isSip).map(Uri::user).orElse("");
        Optional<Alias> alias = target(name.get(), to);
        if (alias.isEmpty()) {
            line(Fate.DROPPED, thing, "contact", contact, "no user and no device here has that number");
            return;
        }
        Optional<Alias> before = Optional.ofNullable(aliases.get(name.get())).or(() -> here.alias(name.get()));
        if (before.filter(known -> known.target().digits().equals(to)).isPresent()) {
            line(Fate.KEPT, thing, "contact", contact, "leads there already");
        } else if (aliases.containsKey(name.get())) {
            obstacles.add("aliases:" + row.line() + ":1: " + thing + " leads to two numbers; one alias has one");
        } else if (before.isPresent() && !overwrite) {
            obstacles.add(thing + ": leads to " + before.get().target() + " here; --overwrite leads it anew");
        } else {
            aliases.put(name.get(), alias.get());
            String target = contact + " -> " + alias.get().target();
            line(before.isPresent() ? Fate.CHANGED : Fate.ADDED, thing, "contact", target, "");
        }
    }

    /** What is dialled is a user before it is a device. */
    private Optional<Alias> target(AliasName name, String to) {
        Optional<Alias> user = UserNumber.parse(to)
                .filter(number -> here.user(number).isPresent())
                .map(number -> Alias.of(name, number));
        return user.or(() -> DeviceNumber.parse(to)
                .filter(number -> here.device(number).isPresent() || devices.containsKey(number))
                .map(number -> Alias.of(name, number)));
    }

    private void line(Fate fate, String thing, String field, String what, String why) {
        lines.add(new ImportLine(fate, thing, field, what.replaceAll("\\p{Cntrl}", "?"), why));
    }
}
