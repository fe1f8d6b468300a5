package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What FreePBX's login script leaves in astdb after {@code *11} and {@code *12}, step by step through our store. */
class FreePbxVectorsTest {
    private static final Set<Change.Kind> EVENTS = Set.of(Change.Kind.SESSION_BEGAN, Change.Kind.SESSION_ENDED);

    @TempDir
    Path folder;

    /**
     * 2001 is a free hot desk, 2002 one that falls back to 301, 2003 is fixed to 301, 201 a desk of the user 201's number.
     * A row counts as absent when it is not among those expected; +/- are the events that panels get.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                             | 2001=none 2002=301 201=none 301:2002&2003           | ''",
                "+201@2001                    | 2001=201 2002=301 201=none 201:2001 301:2002&2003  | +201@2001",
                "+201@201 +201@2001           | 2001=201 2002=301 201=201 201:201&2001 301:2002&2003 | +201@2001",
                "+201@2001 +201@2002          | 2001=201 2002=201 201=none 201:2001&2002 301:2003  | -301@2002 +201@2002",
                "+201@2001 +201@2002 -2002    | 2001=201 2002=301 201=none 201:2001 301:2003&2002  | -201@2002 +301@2002",
                "+201@2001 -2001              | 2001=none 2002=301 201=none 301:2002&2003          | -201@2001",
                "+201@2001 -2001 -2001        | 2001=none 2002=301 201=none 301:2002&2003          | ''",
                "-2002                        | 2001=none 2002=301 201=none 301:2002&2003          | ''",
                "+201@2001 +201@2001          | 2001=201 2002=301 201=none 201:2001 301:2002&2003  | ''",
                "+201@2003                    | 2001=none 2002=301 201=none 301:2002&2003          | ''",
                "-2003                        | 2001=none 2002=301 201=none 301:2002&2003          | ''",
                "+201@2001 +301@2001          | 2001=301 2002=301 201=none 301:2002&2003&2001      | -201@2001 +301@2001",
                "+999@2001                    | 2001=none 2002=301 201=none 301:2002&2003          | ''",
                "+201@9999                    | 2001=none 2002=301 201=none 301:2002&2003          | ''"
            })
    void codes_leaveTheRowsThatFreePbxLeaves(String steps, String rows, String events) {
        try (Store store = StoreOnFile.open(folder)) {
            UserNumber ben = new UserNumber("301");
            store.directory()
                    .putAll(
                            List.of(
                                    device("2001"),
                                    device("2002").fallingBackTo(ben),
                                    device("2003").fixedTo(ben),
                                    device("201")),
                            List.of(user("201", "Ann"), user("301", "Ben")));
            long before = store.changes().latest();
            for (String step :
                    steps == null ? List.<String>of() : List.of(steps.strip().split(" ", -1))) {
                before = store.changes().latest();
                dial(store, step);
            }

            assertThat(seats(store)).isEqualTo(expected(rows));
            assertThat(store.changes().after(before, 100).stream()
                            .filter(change -> EVENTS.contains(change.kind()))
                            .map(change -> (change.kind() == Change.Kind.SESSION_BEGAN ? "+" : "-") + change.subject()
                                    + "@" + change.other())
                            .collect(Collectors.joining(" ")))
                    .isEqualTo(events);
        }
    }

    private static void dial(Store store, String step) {
        int at = step.indexOf('@');
        if (at < 0) {
            store.logins().logoff(new DeviceNumber(step.substring(1)), How.CODE);
        } else {
            store.logins()
                    .login(new DeviceNumber(step.substring(at + 1)), new UserNumber(step.substring(1, at)), How.CODE);
        }
    }

    private static Map<String, String> seats(Store store) {
        Map<String, String> seats = new TreeMap<>();
        Map<AstDbKey, String> all = Projection.all(store.floor());
        all.forEach((key, text) -> {
            if (key.toString().matches("/DEVICE/.*/user|/AMPUSER/.*/device")) {
                seats.put(key.toString(), text);
            }
        });
        return seats;
    }

    private static Map<String, String> expected(String rows) {
        Map<String, String> expected = new TreeMap<>(Map.of("/DEVICE/2003/user", "301"));
        for (String row : rows.strip().split(" +", -1)) {
            int mark = Math.max(row.indexOf('='), row.indexOf(':'));
            String number = row.substring(0, mark);
            expected.put(
                    row.charAt(mark) == '=' ? "/DEVICE/" + number + "/user" : "/AMPUSER/" + number + "/device",
                    row.substring(mark + 1));
        }
        return expected;
    }
}
