package org.hotdesk.ami.link;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hotdesk.astdb.AstDbKey;

/**
 * The rows of one astdb family at one moment.
 *
 * @param rows value by key, raw
 * @param unaddressable rows whose keys hold characters that {@link AstDbKey} refuses; none of ours do
 */
public record AstDbTree(SortedMap<AstDbKey, String> rows, int unaddressable) {
    public AstDbTree {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }
}
