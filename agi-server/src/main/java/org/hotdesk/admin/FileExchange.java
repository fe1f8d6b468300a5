package org.hotdesk.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hotdesk.admin.AdminRefusal.Why;

/** Carries one file to or from a handler, by a file that only the daemon can read and that is gone afterwards. */
final class FileExchange {
    /** Largest file that is taken, in bytes. */
    static final long BYTES_MAX = 4_294_967_296L;

    private static final int PIECE = 65_536;

    private final Path folder;

    /** @param folder the daemon's own, with room for such files */
    FileExchange(Path folder) {
        this.folder = folder;
    }

    /** Takes the request's body in before anything is done with it, since the server's limit for requests runs. */
    FileRoute.Answer handled(HttpExchange exchange, FileRoute route, AdminRequest request) throws IOException {
        Path body = Files.createTempFile(
                folder,
                "transfer",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (OutputStream out = Files.newOutputStream(body)) {
                copy(exchange.getRequestBody(), out);
            }
            return route.handler().handle(request, body);
        } finally {
            Files.deleteIfExists(body);
        }
    }

    /** Sends the file and deletes it. */
    void send(HttpExchange exchange, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            long size = Files.size(file);
            exchange.sendResponseHeaders(200, size == 0 ? -1 : size);
            if (size > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    in.transferTo(out);
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        long all = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            all += read;
            if (all > BYTES_MAX) {
                throw new AdminRefusal(Why.MALFORMED, "the file is larger than " + BYTES_MAX + " bytes");
            }
            out.write(piece, 0, read);
        }
    }
}
