package org.hotdesk.astdb;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hotdesk.model.DisplayName;

/** The rows of one device or user while it is read: absent and empty are one, and what does not parse is noted. One owner thread. */
final class Words {
    private final String prefix;
    private final Map<String, String> rows;
    private final Collection<ImportNote> notes;

    Words(String prefix, Map<String, String> rows, Collection<ImportNote> notes) {
        this.prefix = prefix;
        this.rows = rows;
        this.notes = notes;
    }

    /** The stripped text of a row that is there and says something. */
    Optional<String> text(String leaf) {
        return Optional.ofNullable(rows.get(leaf)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The row as a value; text that is none is dropped, with a note. */
    <T> Optional<T> read(String leaf, Function<String, Optional<T>> parse) {
        Optional<String> text = text(leaf);
        Optional<T> parsed = text.flatMap(parse);
        if (text.isPresent() && parsed.isEmpty()) {
            note(leaf, "dropped, not understood");
        }
        return parsed;
    }

    /** As {@link #read}, for a name: characters no name may have are left out rather than the name. */
    Optional<DisplayName> name(String leaf) {
        Optional<String> text = text(leaf);
        Optional<DisplayName> whole = text.flatMap(DisplayName::parse);
        if (text.isEmpty() || whole.isPresent()) {
            return whole;
        }
        Optional<DisplayName> mended = DisplayName.mended(text.get());
        note(leaf, mended.isPresent() ? "taken without characters that names cannot have" : "dropped, not a name");
        return mended;
    }

    void note(String leaf, String what) {
        notes.add(new ImportNote(prefix + leaf, what));
    }
}
