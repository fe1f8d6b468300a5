package org.hotdesk.astdb;

/**
 * Something an import could not take as it stood.
 *
 * @param row the row's path, or the entity's
 * @param what was done with it, in words; never the row's text where that may be secret
 */
public record ImportNote(String row, String what) implements Comparable<ImportNote> {
    @Override
    public int compareTo(ImportNote other) {
        int byRow = row.compareTo(other.row);
        return byRow != 0 ? byRow : what.compareTo(other.what);
    }

    @Override
    public String toString() {
        return row + ": " + what;
    }
}
