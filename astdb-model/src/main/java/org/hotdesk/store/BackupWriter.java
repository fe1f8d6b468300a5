package org.hotdesk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;

/** Writes a backup under another name and gives it its own when it is whole and on disk. One owner thread. */
final class BackupWriter {
    private final Path file;

    BackupWriter(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Gives the number of rows of each part. A file of that name is replaced. */
    Map<String, Long> write(Handle handle, int schema, Instant now) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Map<String, Long> rows;
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
                rows = write(zip, handle, schema, now);
                zip.finish();
                zip.flush();
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
            return rows;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Map<String, Long> write(ZipOutputStream zip, Handle handle, int schema, Instant now)
            throws IOException {
        ObjectNode manifest = BackupFile.JSON.createObjectNode();
        manifest.put("format", BackupFile.FORMAT);
        manifest.put("schema", schema);
        manifest.put("written", now.toString());
        manifest.put("last_session", ChangeTable.head(handle).lastSession());
        ObjectNode parts = manifest.putObject("parts");
        Map<String, Long> counts = new LinkedHashMap<>();
        for (BackupPart part : BackupPart.values()) {
            zip.putNextEntry(new ZipEntry(BackupFile.name(part)));
            MessageDigest digest = sha256();
            long[] count = {0};
            try {
                part.read(handle, row -> {
                    write(zip, digest, row);
                    count[0]++;
                });
            } catch (UncheckedIOException broken) {
                throw broken.getCause();
            }
            zip.closeEntry();
            counts.put(part.table(), count[0]);
            parts.putObject(part.table())
                    .put("rows", count[0])
                    .put("sha256", HexFormat.of().formatHex(digest.digest()));
        }
        zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
        zip.write(BackupFile.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        return counts;
    }

    private static void write(ZipOutputStream zip, MessageDigest digest, ObjectNode row) {
        try {
            byte[] line = (row + "\n").getBytes(StandardCharsets.UTF_8);
            digest.update(line);
            zip.write(line);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
