package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.dbtext.DbTextException;
import org.hotdesk.dbtext.DbTextExport;
import org.hotdesk.dbtext.DbTextImport;
import org.hotdesk.store.Store;

/** Comes from SER's or Kamailio's dbtext and goes back. Thread-safe. */
final class DbTextRoutes {
    private final Store store;
    private final AsteriskSide asterisk;
    private final Registrars registrars;

    DbTextRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
        this.registrars = new Registrars(parts);
    }

    List<FileRoute> files() {
        return List.of(new FileRoute("POST", "/v1/import/dbtext", this::take));
    }

    List<AdminRoute> routes() {
        return List.of(new AdminRoute("GET", "/v1/export/dbtext", request -> give()));
    }

    /** The body is the files one after the other, each of so many bytes as the query says under its name. */
    private FileRoute.Answer take(AdminRequest request, Path body) throws IOException {
        byte[] all = Files.readAllBytes(body);
        Map<String, String> texts = new HashMap<>();
        int at = 0;
        for (String name : DbTextImport.FILES) {
            int size = (int) request.number(name, 0, all.length - at);
            if (size > 0) {
                texts.put(name, new String(Arrays.copyOfRange(all, at, at + size), StandardCharsets.UTF_8));
            }
            at += size;
        }
        try {
            var asked = new DbTextImport.Request(
                    texts, request.isTrue("overwrite"), request.isTrue("dry_run"), registrars.isEdgeThere());
            ObjectNode report = DbTextImport.run(asked, store);
            if (report.path("stored").asBoolean()) {
                boolean reached = asterisk.awaitMirrored(report.path("seq").asLong());
                report.put("asterisk_reached", asterisk.filesChanged() && reached);
            }
            return FileRoute.Answer.of(report);
        } catch (DbTextException broken) {
            throw new AdminRefusal(Why.MALFORMED, String.valueOf(broken.getMessage()));
        }
    }

    private JsonNode give() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        DbTextExport.files(store).forEach(json::put);
        return json;
    }
}
