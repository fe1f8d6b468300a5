package org.hotdesk.freepbx;

import java.util.Map;
import java.util.TreeMap;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.Floor;

/** A floor as {@code database show} would print its rows. */
public final class ShowText {
    private ShowText() {}

    /** In the order of the keys, with the count at the end; without PINs, which nobody can read. */
    public static String of(Floor floor) {
        Map<AstDbKey, String> rows = new TreeMap<>(Projection.exported(floor));
        var text = new StringBuilder();
        // Asterisk main/db.c, handle_cli_database_show(): "%-50s: %-25s".
        rows.forEach((key, row) ->
                text.append(String.format("%-50s: %-25s", key, row)).append('\n'));
        return text.append(rows.size()).append(" results found.\n").toString();
    }
}
