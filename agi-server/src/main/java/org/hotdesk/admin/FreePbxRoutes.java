package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.freepbx.DumpException;
import org.hotdesk.freepbx.FreePbxImport;
import org.hotdesk.freepbx.ShowText;
import org.hotdesk.store.Store;

/** Comes from FreePBX and goes back. Thread-safe. */
final class FreePbxRoutes {
    private final Store store;
    private final AsteriskSide asterisk;

    FreePbxRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
    }

    List<FileRoute> routes() {
        return List.of(
                new FileRoute("POST", "/v1/import/freepbx", this::take),
                new FileRoute("GET", "/v1/export/freepbx", (request, body) -> give(body)));
    }

    /** The body is the astdb dump, of so many bytes as the query says, and then the MySQL dump. */
    private FileRoute.Answer take(AdminRequest request, Path body) throws IOException {
        long size = Files.size(body);
        long astdb = request.number("astdb", 0, size);
        Path mysql = Files.createTempFile(body.getParent(), "transfer", "");
        try {
            boolean both = astdb > 0 && astdb < size;
            if (both) {
                cut(body, astdb, mysql);
            }
            var asked = new FreePbxImport.Request(
                    astdb > 0 ? Optional.of(body) : Optional.empty(),
                    both ? Optional.of(mysql) : astdb == 0 ? Optional.of(body) : Optional.empty(),
                    request.isTrue("overwrite"),
                    request.isTrue("dry_run"),
                    request.isTrue("all"));
            ObjectNode report = FreePbxImport.run(asked, store.floor(), store.intake()::take);
            if (report.path("stored").asBoolean()) {
                boolean reached = asterisk.awaitMirrored(report.path("seq").asLong());
                report.put("asterisk_reached", asterisk.filesChanged() && reached);
            }
            return FileRoute.Answer.of(report);
        } catch (DumpException broken) {
            throw new AdminRefusal(Why.MALFORMED, String.valueOf(broken.getMessage()));
        } finally {
            Files.deleteIfExists(mysql);
        }
    }

    /** Moves what stands behind so many bytes into a file of its own. */
    private static void cut(Path file, long length, Path rest) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(rest)) {
            in.skipNBytes(length);
            in.transferTo(out);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private FileRoute.Answer give(Path body) throws IOException {
        return FileRoute.Answer.written(body, file -> Files.writeString(file, ShowText.of(store.floor())));
    }
}
