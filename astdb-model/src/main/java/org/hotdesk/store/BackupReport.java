package org.hotdesk.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds.
 *
 * @param bytes of the file
 * @param schema version of the tables; it is restored by a program of the same version
 * @param rows of each part, such as {@code device}
 * @param notInIt files that it needs and must not hold: the pepper and the keys
 */
public record BackupReport(Path file, long bytes, int schema, Map<String, Long> rows, List<Path> notInIt) {
    public BackupReport {
        rows = Map.copyOf(rows);
        notInIt = List.copyOf(notInIt);
    }
}
