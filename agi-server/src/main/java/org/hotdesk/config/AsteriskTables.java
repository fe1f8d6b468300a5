package org.hotdesk.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hotdesk.dialplan.system.MailboxMode;

/**
 * The {@code [[asterisk]]} tables of all files: one for each Asterisk, by name, where a later file's values take the place
 * of an earlier one's. One owner thread, for one reading.
 */
final class AsteriskTables {
    private final List<Table> tables = new ArrayList<>();
    private final BiConsumer<String, String> problems;

    /** Values of one Asterisk by the name of their keys; the place is of the table's first line. */
    static final class Table {
        private final Map<String, Found> values = new HashMap<>();
        private final String place;

        private Table(String place) {
            this.place = place;
        }

        Optional<Found> value(Setting<?> setting) {
            return Optional.ofNullable(values.get(setting.name()));
        }

        String placeOf(Setting<?> setting) {
            return value(setting).map(Found::place).orElse(place);
        }

        private Optional<Object> name() {
            return value(AsteriskKeys.NAME).map(Found::raw);
        }
    }

    /** @param problems gets the place and what is wrong there */
    AsteriskTables(BiConsumer<String, String> problems) {
        this.problems = problems;
    }

    /** The tables of one file, each as what it sets by name of key. */
    void addFile(Map<String, Map<String, Found>> byPlace) {
        Set<Object> here = new HashSet<>();
        byPlace.forEach((place, values) -> {
            Optional<Found> named = Optional.ofNullable(values.get(AsteriskKeys.NAME.name()));
            Optional<Object> name = named.map(Found::raw);
            if (named.isPresent() && !here.add(named.get().raw())) {
                problems.accept(
                        named.get().place(),
                        "asterisk.name = " + TomlText.of(named.get().raw())
                                + " stands above already; each [[asterisk]] needs a name of its own");
                return;
            }
            Table table = tables.stream()
                    .filter(known -> name.isPresent() && known.name().equals(name))
                    .findFirst()
                    .orElseGet(() -> added(place));
            table.values.putAll(values);
        });
    }

    private Table added(String place) {
        var table = new Table(place);
        tables.add(table);
        return table;
    }

    List<Table> tables() {
        return List.copyOf(tables);
    }

    /** Says where one of several has no name. */
    void checkNames() {
        if (tables.size() > 1) {
            tables.stream()
                    .filter(table -> table.name().isEmpty())
                    .forEach(table -> problems.accept(
                            table.place, "this [[asterisk]] has no name; where there are several, each needs one"));
        }
    }

    /** Says what does not go together in these, the n-th of which is of the n-th table. */
    void checkTogether(List<HotdeskConfig.Asterisk> asterisks) {
        Map<String, String> taken = new HashMap<>();
        for (int i = 0; i < asterisks.size(); i++) {
            HotdeskConfig.Asterisk each = asterisks.get(i);
            String address = each.amiHost().toLowerCase(Locale.ROOT) + ":" + each.amiPort();
            Optional<String> other = Optional.ofNullable(taken.putIfAbsent(address, each.name()));
            int at = i;
            other.ifPresent(name -> problems.accept(
                    place(at, AsteriskKeys.AMI_PORT),
                    "asterisk " + each.name() + " has the manager address of " + name + ", " + address
                            + "; one Asterisk is mirrored once"));
            if (each.mailboxMode() == MailboxMode.ALIAS && each.configFolder().isEmpty()) {
                problems.accept(
                        place(at, AsteriskKeys.CONFIG_FOLDER),
                        "asterisk " + each.name() + " has no config-folder, in which mailbox mode alias keeps a file;"
                                + " for one on another machine take mailbox-mode = \"notify\"");
            }
        }
    }

    private String place(int index, Setting<?> setting) {
        return index < tables.size() ? tables.get(index).placeOf(setting) : "[asterisk]";
    }
}
