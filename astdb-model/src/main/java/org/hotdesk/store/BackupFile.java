package org.hotdesk.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A backup that is read: a ZIP with a manifest and, for each part, one JSON object a line. One owner thread. */
final class BackupFile implements AutoCloseable {
    static final String MANIFEST = "manifest.json";
    static final String FORMAT = "hotdesk-backup-1";
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int MANIFEST_MAX = 64 * 1024;
    private static final String DAMAGED = "it is damaged, take another backup";

    private final Path path;
    private final ZipFile zip;
    private final JsonNode manifest;

    private BackupFile(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        this.manifest = readManifest();
    }

    /** Opens the file and reads its manifest. */
    static BackupFile open(Path path) {
        try {
            var zip = new ZipFile(path.toFile());
            try {
                return new BackupFile(path, zip);
            } catch (IOException | RuntimeException wrong) {
                zip.close();
                throw wrong;
            }
        } catch (IOException unreadable) {
            throw new BackupException("backup " + path + ": is no backup that can be read: " + unreadable.getMessage());
        }
    }

    JsonNode manifest() {
        return manifest;
    }

    /**
     * Reads everything, and refuses a file that is not whole before anybody has acted on it.
     *
     * @param schema the version of our tables
     * @param columns those of each part
     * @param rows sees each row
     */
    void verify(int schema, Map<BackupPart, Set<String>> columns, BiConsumer<BackupPart, ObjectNode> rows) {
        int written = manifest.path("schema").asInt();
        if (written != schema) {
            throw wrong(
                    "schema",
                    "is version " + written + " and this program's is " + schema
                            + ": restore it with the Hotdesk that wrote it, then upgrade");
        }
        Set<String> expected = new TreeSet<>();
        expected.add(MANIFEST);
        for (BackupPart part : BackupPart.values()) {
            expected.add(name(part));
        }
        Set<String> found = zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
        if (!found.equals(expected)) {
            throw wrong("parts", "are " + found + " and should be " + expected + ": " + DAMAGED);
        }
        columns.forEach((part, names) -> verify(part, names, rows));
    }

    private void verify(BackupPart part, Set<String> columns, BiConsumer<BackupPart, ObjectNode> rows) {
        JsonNode said = manifest.path("parts").path(part.table());
        MessageDigest digest = BackupWriter.sha256();
        long count = 0;
        // To the end and not only to the last line break: the sum is of all bytes.
        try (var bytes = new DigestInputStream(zip.getInputStream(entry(part)), digest);
                var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                ObjectNode row = row(part, line);
                Set<String> names = new TreeSet<>();
                row.fieldNames().forEachRemaining(names::add);
                if (!names.equals(columns)) {
                    throw wrong(part.table(), "line " + count + " has other columns than ours: " + DAMAGED);
                }
                rows.accept(part, row);
            }
        } catch (IOException broken) {
            throw wrong(part.table(), "cannot be read (" + broken.getMessage() + "): " + DAMAGED);
        }
        if (count != said.path("rows").asLong(-1)) {
            throw wrong(part.table(), "has " + count + " rows and should have " + said.path("rows") + ": " + DAMAGED);
        }
        if (!HexFormat.of()
                .formatHex(digest.digest())
                .equals(said.path("sha256").asText())) {
            throw wrong(part.table(), "does not have its checksum: " + DAMAGED);
        }
    }

    /** The rows of a part that was verified; to be read to the end. */
    Iterator<ObjectNode> rows(BackupPart part) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(zip.getInputStream(entry(part)), StandardCharsets.UTF_8));
        return lines.lines().map(line -> row(part, line)).iterator();
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String name(BackupPart part) {
        return part.table() + ".jsonl";
    }

    private ObjectNode row(BackupPart part, String line) {
        try {
            if (JSON.readTree(line) instanceof ObjectNode row) {
                return row;
            }
        } catch (JsonProcessingException notJson) {
            throw wrong(part.table(), "has a line that is no JSON: " + DAMAGED);
        }
        throw wrong(part.table(), "has a line that is no JSON object: " + DAMAGED);
    }

    private JsonNode readManifest() throws IOException {
        ZipEntry entry = Optional.ofNullable(zip.getEntry(MANIFEST))
                .orElseThrow(() -> wrong(MANIFEST, "is missing: this is no backup of Hotdesk"));
        byte[] text = zip.getInputStream(entry).readNBytes(MANIFEST_MAX);
        JsonNode read;
        try {
            read = JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw wrong(MANIFEST, "is no JSON: " + DAMAGED);
        }
        if (!read.path("format").asText().equals(FORMAT)) {
            throw wrong(
                    MANIFEST,
                    "format is " + read.path("format") + " and not \"" + FORMAT
                            + "\": it is of another program, or of a newer one");
        }
        return read;
    }

    private ZipEntry entry(BackupPart part) {
        return Optional.ofNullable(zip.getEntry(name(part)))
                .orElseThrow(() -> wrong(part.table(), "is missing: " + DAMAGED));
    }

    private BackupException wrong(String part, String what) {
        return new BackupException("backup " + path + ": " + part + " " + what);
    }
}
