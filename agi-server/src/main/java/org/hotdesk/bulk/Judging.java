package org.hotdesk.bulk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.config.Nearest;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Token;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.rules.Admission;
import org.hotdesk.store.Bulk;

/** Holds what was read against the rest: whether what it names is there, and what no single value can check. One owner thread. */
final class Judging {
    /** How {@link Admission} begins: the thing, and the key that is wrong. */
    private static final Pattern REASON = Pattern.compile("[^:]+: ([a-z-]+) must .*");

    private final Bulk.Present here;
    private final Problems problems;
    private final Predicate<Token> knownPerson;

    Judging(Bulk.Present here, Problems problems, Predicate<Token> knownPerson) {
        this.here = here;
        this.problems = problems;
        this.knownPerson = knownPerson;
    }

    /** The floor with all of these on it, which it judges. */
    Floor floor(Map<AmpUser, Row> users, Map<Device, Row> devices, Map<Alias, Row> aliases) {
        Floor floor = here.floor();
        for (AmpUser user : users.keySet()) {
            floor = floor.withUser(user);
        }
        for (Device device : devices.keySet()) {
            floor = floor.withDevice(device);
        }
        Floor nameless = floor;
        for (Map.Entry<Alias, Row> each : aliases.entrySet()) {
            List<String> reasons = Admission.alias(nameless, each.getKey());
            tell(each.getValue(), "alias", reasons);
            floor = reasons.isEmpty() ? floor.withAlias(each.getKey()) : floor;
        }
        Floor whole = floor;
        users.forEach((user, row) -> {
            person(row, user.person());
            tell(row, "user", Admission.user(whole, user));
        });
        devices.forEach((device, row) -> tell(row, "device", Admission.device(whole, device)));
        return whole;
    }

    void person(Row row, Optional<Token> person) {
        person.filter(uid -> !knownPerson.test(uid))
                .ifPresent(uid -> problems.add(row.problem(
                        "person", "there is no person " + uid + ", neither in the store nor in these files")));
    }

    void phone(Row row, Phone phone, Floor floor) {
        person(row, phone.person());
        phone.lines().stream()
                .map(line -> line.device())
                .filter(device -> floor.device(device).isEmpty())
                .forEach(device -> problems.add(row.problem(
                        "lines", "there is no device " + device + ", neither in the store nor in these files")));
        PhoneModel model = here.models().get(phone.model());
        if (model == null) {
            problems.add(row.problem("model", "there is no phone model " + phone.model() + nearest(phone.model())));
        } else if (phone.lines().size() > model.lines()) {
            problems.add(row.problem(
                    "lines",
                    "phone " + phone.mac() + " has " + phone.lines().size() + " lines and a " + model.name()
                            + " at most " + model.lines()));
        }
    }

    private String nearest(ModelName typed) {
        List<String> known =
                here.models().keySet().stream().map(ModelName::text).sorted().toList();
        return Nearest.to(typed.text(), known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; known are " + Admission.some(known));
    }

    private void tell(Row row, String key, List<String> reasons) {
        for (String reason : reasons) {
            Matcher named = REASON.matcher(reason);
            String column = named.matches() ? named.group(1).replace('-', '_') : key;
            problems.add(row.problem(row.cell(column).isPresent() ? column : key, reason));
        }
    }
}
