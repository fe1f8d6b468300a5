package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.bulk.BulkExport;
import org.hotdesk.bulk.BulkImport;
import org.hotdesk.bulk.Source;
import org.hotdesk.pin.PinRules;
import org.hotdesk.store.Store;

/** Many things at once, in and out. One import at a time. Thread-safe. */
final class BulkRoutes {
    private static final int FILES_MAX = 64;

    private final Store store;
    private final AsteriskSide asterisk;
    private final PinRules pins;

    private final AtomicBoolean underWay = new AtomicBoolean();

    /** How far the import that is under way has come. */
    private volatile ObjectNode step = JsonNodeFactory.instance.objectNode();

    BulkRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
        this.pins = parts.pins();
    }

    List<FileRoute> files() {
        return List.of(
                new FileRoute("POST", "/v1/import/bulk", this::take),
                new FileRoute("GET", "/v1/export/bulk", this::give));
    }

    List<AdminRoute> routes() {
        return List.of(new AdminRoute("GET", "/v1/import/progress", request -> progress()));
    }

    private FileRoute.Answer take(AdminRequest request, Path body) throws IOException {
        var asked = new BulkImport.Request(format(request), sources(request, body), request.isTrue("dry_run"));
        if (!underWay.compareAndSet(false, true)) {
            throw new AdminRefusal(Why.FORBIDDEN_BY_RULE, "another import is under way; wait for its end");
        }
        try {
            ObjectNode report =
                    BulkImport.run(asked, store.bulk(), pins, (what, done, all) -> step = step(what, done, all));
            if (report.path("stored").asBoolean()) {
                boolean reached = asterisk.awaitMirrored(report.path("seq").asLong());
                report.put("asterisk_reached", asterisk.filesChanged() && reached);
            }
            return FileRoute.Answer.of(report);
        } finally {
            step = JsonNodeFactory.instance.objectNode();
            underWay.set(false);
        }
    }

    private FileRoute.Answer give(AdminRequest request, Path body) throws IOException {
        return FileRoute.Answer.written(body, file -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                BulkExport.json(store, request.isTrue("with_secrets"), out);
            }
        });
    }

    private JsonNode progress() {
        return step;
    }

    private static ObjectNode step(String what, long done, long all) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("what", what)
                .put("done", done)
                .put("all", all);
    }

    private static BulkImport.Format format(AdminRequest request) {
        return switch (request.parameter("format").orElse("")) {
            case "csv" -> BulkImport.Format.CSV;
            case "json" -> BulkImport.Format.JSON;
            default -> throw new AdminRefusal(Why.MALFORMED, "format is csv or json");
        };
    }

    /** The files stand one behind the other in the body; {@code files} has {@code name:bytes} of each, with slashes between. */
    private static List<Source> sources(AdminRequest request, Path body) throws IOException {
        String[] files = request.parameter("files").orElse("").split("/", -1);
        if (files.length > FILES_MAX || Files.size(body) > BulkImport.BYTES_MAX) {
            throw new AdminRefusal(
                    Why.MALFORMED,
                    "at most " + FILES_MAX + " files of " + BulkImport.BYTES_MAX
                            + " bytes in all; import them in parts");
        }
        List<Source> sources = new ArrayList<>();
        try (InputStream in = Files.newInputStream(body)) {
            for (String file : files) {
                int colon = file.lastIndexOf(':');
                String size = file.substring(colon + 1);
                if (colon <= 0 || !size.matches("[0-9]{1,9}")) {
                    throw new AdminRefusal(Why.MALFORMED, "files is name:bytes, with slashes between");
                }
                sources.add(new Source(file.substring(0, colon), in.readNBytes(Integer.parseInt(size))));
            }
        }
        return sources;
    }
}
