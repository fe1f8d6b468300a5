package org.hotdesk.freepbx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.AstDbRow;
import org.hotdesk.astdb.ImportNote;
import org.hotdesk.astdb.Imported;
import org.hotdesk.astdb.Ownership;
import org.hotdesk.model.UserNumber;

/**
 * Finds what becomes of each astdb row by comparing the rows before with those that Hotdesk will write, so that nothing
 * can go unnoticed; the notes of the import only say why. One owner thread.
 */
final class Comparison {
    private static final Set<String> EMPTY_IS_NOT_ABSENT = Set.of("cidnum", "dialopts", "password");

    private final Map<String, String> after;
    private final Map<String, String> reasons = new HashMap<>();
    private final Set<String> pins = new HashSet<>();
    private final List<ImportLine> lines = new ArrayList<>();

    private Comparison(Map<String, String> after, Imported imported) {
        this.after = after;
        for (ImportNote note : imported.notes()) {
            reasons.merge(note.row(), note.what(), (one, other) -> one + "; " + other);
        }
        imported.pins().forEach(pin -> pins.add("/AMPUSER/" + pin.user() + "/password"));
    }

    /** A line for each row, those that Hotdesk adds among them. */
    static List<ImportLine> of(List<AstDbRow> before, Map<AstDbKey, String> projection, Imported imported) {
        Map<String, String> after = new HashMap<>();
        projection.forEach((key, text) -> after.put(key.toString(), text));
        var comparison = new Comparison(after, imported);
        Set<String> said = new HashSet<>();
        for (AstDbRow row : before) {
            comparison.compare(row);
            if (!row.text().isBlank()) {
                said.add(row.path());
            }
        }
        projection.forEach((key, text) -> {
            if (!said.contains(key.toString())) {
                comparison.line(Fate.ADDED, key.toString(), text, "");
            }
        });
        return comparison.lines;
    }

    private void compare(AstDbRow row) {
        String path = row.path();
        if (!isOurs(path)) {
            leave(path);
            return;
        }
        String text = row.text().strip();
        Optional<String> written = Optional.ofNullable(after.get(path));
        if (pins.contains(path)) {
            line(Fate.CHANGED, path, text, "kept as a hash; nobody can read it from now on");
        } else if (text.isEmpty()) {
            boolean matters = EMPTY_IS_NOT_ABSENT.contains(path.substring(path.lastIndexOf('/') + 1));
            line(matters ? Fate.CHANGED : Fate.KEPT, path, text, matters ? "an empty row is none to Hotdesk" : "");
        } else if (written.isEmpty()) {
            line(Fate.DROPPED, path, text, reason(path).orElse("Hotdesk does not keep it"));
        } else if (written.get().equals(text)) {
            line(Fate.KEPT, path, text, "");
        } else {
            Where where = Where.of(path);
            lines.add(new ImportLine(
                    Fate.CHANGED,
                    where.thing(),
                    where.field(),
                    Shown.change(where.field(), text, written.get()),
                    reason(path).orElse("the form in which Hotdesk writes it")));
        }
    }

    private static boolean isOurs(String path) {
        String[] parts = path.split("/", 3);
        return parts.length == 3
                && AstDbKey.isValid(parts[1], parts[2])
                && Ownership.of(new AstDbKey(parts[1], parts[2])) != Ownership.FOREIGN;
    }

    /** Rows of others, told by their pattern: one number is like the next. */
    private void leave(String path) {
        String[] parts = path.split("/", 4);
        boolean numbered = parts.length > 3 && (parts[1].endsWith("DEVICE") || parts[1].equals("AMPUSER"));
        String pattern = numbered ? "/" + parts[1] + "/*/" + parts[3] : "/" + (parts.length > 1 ? parts[1] : "") + "/*";
        boolean phantom = numbered && parts[3].endsWith("queuehint");
        lines.add(new ImportLine(
                Fate.LEFT,
                "astdb",
                pattern,
                path,
                phantom
                        ? "FreePBX's queue lamps; the number is a device's, no user is made of it"
                        : "not Hotdesk's row; it stays in astdb and nothing reads or removes it"));
    }

    private Optional<String> reason(String path) {
        int leaf = path.indexOf('/', path.indexOf('/', 1) + 1);
        String object = leaf < 0 ? path : path.substring(0, leaf);
        return Optional.ofNullable(reasons.get(path)).or(() -> Optional.ofNullable(reasons.get(object)));
    }

    private void line(Fate fate, String path, String text, String why) {
        Where where = Where.of(path);
        String because = why.isEmpty() && fate == Fate.ADDED ? reason(path).orElse("") : why;
        lines.add(new ImportLine(fate, where.thing(), where.field(), Shown.value(where.field(), text), because));
    }

    /** Whose row it is, and which. */
    private record Where(String thing, String field) {
        static Where of(String path) {
            String[] parts = path.split("/", 4);
            String family = parts[1];
            if (family.equals("DEVICE")) {
                return new Where("device " + parts[2], parts.length > 3 ? parts[3] : "");
            }
            if (family.equals("AMPUSER")) {
                return new Where("user " + parts[2], parts.length > 3 ? parts[3] : "");
            }
            return UserNumber.parse(parts[2]).isPresent() && parts.length == 3
                    ? new Where("user " + parts[2], family)
                    : new Where("astdb", path);
        }
    }
}
