package org.hotdesk.freepbx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.astdb.AstDbRow;

/**
 * Brings astdb and MySQL together: what astdb has is what calls use, so it wins; MySQL fills what astdb lacks and has what
 * never stands there, such as SIP secrets. Every value that does not come through is noted. One owner thread.
 */
final class Merging {
    private static final Map<String, String> USER_LEAVES = Map.of(
            "name", "cidname",
            "password", "password",
            "voicemail", "voicemail",
            "ringtimer", "ringtimer",
            "outboundcid", "outboundcid");
    private static final Map<String, String> DEVICE_LEAVES = Map.of(
            "dial",
            "dial",
            "tech",
            "tech",
            "devicetype",
            "type",
            "user",
            "default_user",
            "emergency_cid",
            "emergency_cid");
    private static final Pattern TO_BOX = Pattern.compile("ext-local,vm[bsui]?([0-9]{1,15}),[0-9]+");
    private static final Pattern TO_USER = Pattern.compile("(?:from-did-direct|ext-local),([0-9]{1,15}),[0-9]+");
    private static final Pattern TO_IVR = Pattern.compile("ivr-([0-9]{1,15}),s,[0-9]+");

    private final Map<String, String> rows = new LinkedHashMap<>();
    private final List<ImportLine> lines = new ArrayList<>();
    private final Map<String, Map<String, String>> settings = new LinkedHashMap<>();

    private Merging() {}

    /**
     * What both say.
     *
     * @param rows astdb rows, those that MySQL fills in among them
     * @param lines what did not come through
     * @param settings by device: description, and the options {@code secret} and {@code context}
     */
    record Merged(List<AstDbRow> rows, List<ImportLine> lines, Map<String, Map<String, String>> settings) {}

    static Merged of(List<AstDbRow> astdb, MySqlTables tables) {
        var merging = new Merging();
        astdb.forEach(merging::row);
        Set<String> seen = new HashSet<>();
        tables.users().forEach(row -> merging.user(row, seen));
        seen.clear();
        tables.devices().forEach(row -> merging.device(row, seen));
        tables.options().forEach((table, options) -> options.forEach(option -> merging.option(table, option, seen)));
        List<AstDbRow> all = new ArrayList<>();
        merging.rows.forEach((path, text) -> all.add(new AstDbRow(path, text)));
        return new Merged(all, List.copyOf(merging.lines), merging.settings);
    }

    private void row(AstDbRow row) {
        String before = rows.put(row.path(), row.text());
        if (before != null && !before.equals(row.text())) {
            dropped(
                    "astdb",
                    row.path(),
                    Shown.value(row.path(), before),
                    "the row is there twice; the last one counts");
        }
    }

    private void user(Map<String, String> columns, Set<String> seen) {
        String number = columns.getOrDefault("extension", "").strip();
        String thing = "user " + number;
        if (!seen.add(number)) {
            dropped(thing, "users.extension", "a further row", "the user is there twice; the first one counts");
            return;
        }
        String prefix = "/AMPUSER/" + number + "/";
        boolean named = isThere(prefix + "cidname") || isThere(prefix + "cidnum");
        columns.forEach((column, text) -> {
            if (text.isBlank() || column.equals("extension")) {
                return;
            }
            if (USER_LEAVES.containsKey(column)) {
                fill(thing, "users." + column, prefix + USER_LEAVES.get(column), text);
            } else if (column.equals("noanswer_dest")) {
                destination(thing, prefix + "noanswer", text);
            } else if (!(column.equals("mohclass") && text.equals("default"))) {
                dropped(thing, "users." + column, Shown.value(column, text), whyNotOfUser(column));
            }
        });
        if (!named && !isThere(prefix + "cidname")) {
            rows.put(prefix + "cidnum", number); // one without a name is a user all the same
        }
    }

    private static String whyNotOfUser(String column) {
        return switch (column) {
            case "sipname" -> "add it with 'hotdesk alias add'";
            case "busy_dest", "chanunavail_dest" -> "Hotdesk has one destination, for every call that is not answered";
            case "recording" -> "FreePBX itself reads the rows in astdb instead";
            default -> "Hotdesk has no such setting";
        };
    }

    private void destination(String thing, String path, String text) {
        Optional<String> word = word(TO_BOX, "vmbox-", text)
                .or(() -> word(TO_USER, "user-", text))
                .or(() -> word(TO_IVR, "ivr_", text));
        if (word.isPresent()) {
            lines.add(new ImportLine(
                    Fate.CHANGED,
                    thing,
                    "users.noanswer_dest",
                    Shown.change("noanswer", text, word.get()),
                    "the same place in Hotdesk's words"));
            fill(thing, "users.noanswer_dest", path, word.get());
        } else {
            dropped(
                    thing,
                    "users.noanswer_dest",
                    Shown.value("noanswer_dest", text),
                    "leads to no mailbox, user or menu; 'hotdesk user set --noanswer' says where");
        }
    }

    private static Optional<String> word(Pattern pattern, String prefix, String text) {
        Matcher matcher = pattern.matcher(text.strip());
        return matcher.matches() ? Optional.of(prefix + matcher.group(1)) : Optional.empty();
    }

    private void device(Map<String, String> columns, Set<String> seen) {
        String number = columns.getOrDefault("id", "").strip();
        String thing = "device " + number;
        if (!seen.add(number)) {
            dropped(thing, "devices.id", "a further row", "the device is there twice; the first one counts");
            return;
        }
        String prefix = "/DEVICE/" + number + "/";
        boolean inAstDb = isThere(prefix + "dial") || isThere(prefix + "user");
        columns.forEach((column, text) -> {
            if (text.isBlank() || column.equals("id")) {
                return;
            }
            if (DEVICE_LEAVES.containsKey(column)) {
                fill(thing, "devices." + column, prefix + DEVICE_LEAVES.get(column), text);
            } else if (column.equals("description")) {
                setting(number, "description", text);
            } else {
                dropped(thing, "devices." + column, Shown.value(column, text), "Hotdesk has no such setting");
            }
        });
        String user = columns.getOrDefault("user", "");
        if (!inAstDb && !user.isBlank()) {
            rows.put(prefix + "user", user); // where FreePBX would put it when it fills astdb anew
        }
    }

    private void option(String table, Map<String, String> option, Set<String> devices) {
        String id = option.getOrDefault("id", "").strip();
        String keyword = option.getOrDefault("keyword", "").strip();
        String text = option.getOrDefault("data", "");
        if (text.isBlank() || keyword.isEmpty()) {
            return;
        }
        String field = table + "." + keyword;
        if (!devices.contains(id)) {
            lines.add(new ImportLine(
                    Fate.LEFT, "no device", field, Shown.value(field, text), "not a device's; a trunk's, perhaps"));
        } else if (keyword.equals("secret") || keyword.equals("context")) {
            setting(id, keyword, text);
        } else {
            dropped("device " + id, field, Shown.value(field, text), "Hotdesk writes the phones' settings itself");
        }
    }

    private void setting(String device, String name, String text) {
        settings.computeIfAbsent(device, number -> new LinkedHashMap<>()).putIfAbsent(name, text);
    }

    /** Takes MySQL's value where astdb has none. */
    private void fill(String thing, String field, String path, String text) {
        String there = rows.getOrDefault(path, "").strip();
        if (there.isEmpty()) {
            rows.put(path, text);
        } else if (!there.equals(text.strip()) && !there.equalsIgnoreCase(text.strip())) {
            dropped(
                    thing,
                    field,
                    Shown.value(field, text),
                    "astdb has " + Shown.value(path, there) + ", which is what calls use");
        }
    }

    private boolean isThere(String path) {
        return !rows.getOrDefault(path, "").isBlank();
    }

    private void dropped(String thing, String field, String what, String why) {
        lines.add(new ImportLine(Fate.DROPPED, thing, field, what, why));
    }
}
