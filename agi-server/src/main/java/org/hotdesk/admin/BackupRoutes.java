package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.backup.RestoreJson;
import org.hotdesk.store.BackupException;
import org.hotdesk.store.RestoreReport;
import org.hotdesk.store.Store;

/** Copies of the store, out and in. Thread-safe. */
final class BackupRoutes {
    private final Store store;
    private final AsteriskSide asterisk;

    BackupRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
    }

    List<FileRoute> routes() {
        return List.of(
                new FileRoute("GET", "/v1/backup", (request, body) -> backup(body)),
                new FileRoute("POST", "/v1/restore", this::restore));
    }

    private FileRoute.Answer backup(Path body) throws IOException {
        try {
            return FileRoute.Answer.written(body, store.backups()::write);
        } catch (BackupException failed) {
            throw new AdminRefusal(Why.UNAVAILABLE, String.valueOf(failed.getMessage()));
        }
    }

    private FileRoute.Answer restore(AdminRequest request, Path body) {
        boolean dryRun = request.isTrue("dry_run");
        try {
            RestoreReport report = store.backups().restore(body, dryRun);
            ObjectNode json = RestoreJson.of(report);
            if (!dryRun) {
                boolean reached = asterisk.awaitMirrored(report.seq());
                json.put("asterisk_reached", asterisk.filesChanged() && reached);
                // What phones switched since the backup stands in astdb alone now, and is read back.
                asterisk.compare(Optional.empty(), true);
            }
            return FileRoute.Answer.of(json);
        } catch (BackupException broken) {
            String name = request.parameter("file").orElse("that was sent");
            throw new AdminRefusal(
                    Why.MALFORMED, String.valueOf(broken.getMessage()).replace(body.toString(), name));
        }
    }
}
