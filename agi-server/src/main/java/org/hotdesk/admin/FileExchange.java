package org.hotdesk.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.store.FileFault;

/** Carries one file to or from a handler, by a file that only the daemon can read and that is gone afterwards. */
final class FileExchange {
    /** Largest file that is taken, in bytes. */
    static final long BYTES_MAX = 4_294_967_296L;

    private static final Logger LOG = System.getLogger(FileExchange.class.getName());
    private static final int PIECE = 65_536;

    private final Path folder;

    /** @param folder the daemon's own, with room for such files */
    FileExchange(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes the request's body in before anything is done with it, since the server's limit for requests runs.
     *
     * @throws IOException when the client is gone; trouble with files of our own is an {@link AdminRefusal}
     */
    FileRoute.Answer handled(HttpExchange exchange, FileRoute route, AdminRequest request) throws IOException {
        InputStream in = exchange.getRequestBody();
        try {
            return kept(in, route, request);
        } catch (ClientGone gone) {
            throw gone;
        } catch (IOException ours) {
            String why = FileFault.words(ours);
            LOG.log(
                    Level.ERROR,
                    () -> "admin file not kept path=" + route.path() + " folder=" + folder + " why=" + why);
            // Who still sends would not read the answer.
            in.transferTo(OutputStream.nullOutputStream());
            throw new AdminRefusal(Why.UNAVAILABLE, "the daemon can keep no file in " + folder + ": " + why);
        }
    }

    private FileRoute.Answer kept(InputStream in, FileRoute route, AdminRequest request) throws IOException {
        Path body = Files.createTempFile(
                folder,
                "transfer",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (OutputStream out = Files.newOutputStream(body)) {
                copy(in, out);
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
        for (int read = received(in, piece); read >= 0; read = received(in, piece)) {
            all += read;
            if (all > BYTES_MAX) {
                throw new AdminRefusal(Why.MALFORMED, "the file is larger than " + BYTES_MAX + " bytes");
            }
            out.write(piece, 0, read);
        }
    }

    private static int received(InputStream in, byte[] piece) throws ClientGone {
        try {
            return in.read(piece);
        } catch (IOException broken) {
            throw new ClientGone(broken);
        }
    }

    /** The other end of the connection left, so that nobody can be answered. */
    private static final class ClientGone extends IOException {
        private static final long serialVersionUID = 1L;

        ClientGone(IOException broken) {
            super(broken);
        }
    }
}
