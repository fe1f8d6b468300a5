package org.hotdesk.freepbx;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotdesk.astdb.AstDbImport;
import org.hotdesk.astdb.Imported;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.Admission;
import org.hotdesk.store.Intake;

/**
 * All that an import would do, worked out and checked without touching anything.
 *
 * @param lines what becomes of each value
 * @param withoutPin users who cannot log in before they get a PIN
 * @param obstacles why it cannot be done; empty when it can
 */
public record ImportPlan(
        Intake.Delivery delivery, List<ImportLine> lines, List<UserNumber> withoutPin, List<String> obstacles) {
    public ImportPlan {
        lines = List.copyOf(lines);
        withoutPin = List.copyOf(withoutPin);
        obstacles = List.copyOf(obstacles);
    }

    /**
     * Reads the dumps and works out what becomes of everything.
     *
     * @param astdb what {@code database show} printed; empty for none
     * @param mysql what mysqldump wrote; empty for none
     * @param here the floor they come to
     * @param overwrite whether devices and users that are here already may be replaced
     * @throws DumpException when a dump is no dump or not whole
     */
    public static ImportPlan of(Optional<Reader> astdb, Optional<Reader> mysql, Floor here, boolean overwrite)
            throws IOException {
        ShowDump show = astdb.isPresent() ? ShowDump.read(astdb.get()) : new ShowDump(List.of(), List.of());
        MySqlTables tables = mysql.isPresent() ? MySqlTables.read(mysql.get()) : MySqlTables.NONE;
        Merging.Merged merged = Merging.of(show.rows(), tables);
        Imported imported = AstDbImport.of(merged.rows());
        List<ImportLine> lines = new ArrayList<>();
        show.strangers()
                .forEach(line -> lines.add(new ImportLine(
                        Fate.DROPPED, "astdb", "line " + line, "not a row", "a text with a line break, perhaps")));
        lines.addAll(Comparison.of(merged.rows(), Projection.exported(imported.floor(Instant.EPOCH)), imported));
        lines.addAll(merged.lines());
        var completing = new Devices(merged.settings(), here, lines);
        List<Device> devices = completing.completed(imported.devices());
        List<AmpUser> users = withPersons(imported.users(), here);
        Map<UserNumber, char[]> pins = new LinkedHashMap<>();
        imported.pins().forEach(pin -> pins.put(pin.user(), pin.digits().toCharArray()));
        return new ImportPlan(
                new Intake.Delivery(devices, users, imported.seats(), pins, completing.secrets()),
                lines,
                users.stream()
                        .map(AmpUser::number)
                        .filter(user -> !pins.containsKey(user))
                        .toList(),
                obstacles(devices, users, here, overwrite));
    }

    /** Who somebody is FreePBX does not know, so what is known here stays. */
    private static List<AmpUser> withPersons(List<AmpUser> users, Floor here) {
        return users.stream()
                .map(user -> user.with()
                        .person(here.user(user.number()).flatMap(AmpUser::person))
                        .build())
                .toList();
    }

    private static List<String> obstacles(List<Device> devices, List<AmpUser> users, Floor here, boolean overwrite) {
        if (devices.isEmpty() && users.isEmpty()) {
            return List.of("there is no device and no user in this; was it dumped by 'asterisk -rx \"database show\"',"
                    + " or by mysqldump of the database asterisk?");
        }
        List<String> obstacles = new ArrayList<>();
        List<String> known = devices.stream()
                .map(Device::number)
                .filter(number -> here.device(number).isPresent())
                .map(DeviceNumber::digits)
                .collect(Collectors.toCollection(ArrayList::new));
        users.stream()
                .map(AmpUser::number)
                .filter(number -> here.user(number).isPresent())
                .map(UserNumber::digits)
                .forEach(known::add);
        if (!known.isEmpty() && !overwrite) {
            obstacles.add("here already: " + Admission.some(known) + "; say --overwrite to replace them");
        }
        Floor floor = here;
        for (AmpUser user : users) {
            floor = floor.withUser(user);
        }
        for (Device device : devices) {
            floor = floor.withDevice(device);
        }
        for (AmpUser user : users) {
            obstacles.addAll(Admission.user(floor, user));
        }
        for (Device device : devices) {
            obstacles.addAll(Admission.device(floor, device));
        }
        return obstacles;
    }

    /** The lines with one of these fates. */
    List<ImportLine> lines(Set<Fate> fates) {
        return lines.stream().filter(line -> fates.contains(line.fate())).toList();
    }
}
