package org.hotdesk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;

/**
 * Copies the store into one file and back, on the same database or another: a backup of a file can be restored into
 * PostgreSQL. Hashes and sealed secrets go along as they are; the pepper file and the key file do not, and must be kept
 * elsewhere. The file is a ZIP with a manifest and one JSON object a line for each row. Thread-safe.
 */
public final class Backups {
    private final Database database;
    private final Commits commits;
    private final KeyRing ring;
    private final PinHash hash;
    private final StoreConfig config;
    private final Secrets secrets;

    Backups(Database database, Commits commits, KeyRing ring, PinHash hash, StoreConfig config, Secrets secrets) {
        this.database = database;
        this.commits = commits;
        this.ring = ring;
        this.hash = hash;
        this.config = config;
        this.secrets = secrets;
    }

    /**
     * Writes the store as it is at one moment, while it is at work. The file has mode 0600; one of that name is replaced
     * when the new one is whole and on disk. Takes seconds for 100,000 users. Throws {@link BackupException} when the
     * file cannot be written, {@link StoreException} when the database cannot be read.
     */
    public BackupReport write(Path file) {
        int schema = database.schemaVersion();
        Map<String, Long> rows = database.readAtOnce(handle -> {
            try {
                return new BackupWriter(file).write(handle, schema, commits.now());
            } catch (IOException denied) {
                throw cannotWrite(file, denied);
            }
        });
        try {
            return new BackupReport(
                    file, Files.size(file), schema, rows, List.of(config.pepperFile(), config.keyFile()));
        } catch (IOException gone) {
            throw cannotWrite(file, gone);
        }
    }

    /**
     * Makes the store what the backup was, in one transaction; logins wait for it. The file is read whole and verified
     * before anything is changed. The change log names every entity that differs, so mirrors write those and no others;
     * what feature codes have switched in astdb since counts there, and is read back when the mirror compares. Holds a
     * hash for each row in memory. Throws {@link BackupException} when the file is not whole or not ours.
     *
     * @param dryRun tells what would change, and changes nothing
     */
    public RestoreReport restore(Path file, boolean dryRun) {
        int schema = database.schemaVersion();
        Map<BackupPart, Set<String>> columns = new EnumMap<>(BackupPart.class);
        database.read(handle -> {
            for (BackupPart part : BackupPart.values()) {
                columns.put(part, new TreeSet<>(part.types(handle).keySet()));
            }
            return columns;
        });
        try (BackupFile backup = BackupFile.open(file)) {
            var restore = new Restore(backup, ring, hash, config);
            backup.verify(schema, columns, restore::expect);
            return commits.write((draft, handle) -> {
                restore.compare(handle);
                if (!dryRun && !restore.isEmpty()) {
                    restore.apply(draft, handle);
                    secrets.settle(handle, draft.now());
                }
                LongFunction<RestoreReport> report = seq -> restore.report(dryRun, seq);
                return report;
            });
        }
    }

    private static BackupException cannotWrite(Path file, IOException denied) {
        return new BackupException("backup " + file + ": cannot be written: " + FileFault.words(denied), denied);
    }
}
