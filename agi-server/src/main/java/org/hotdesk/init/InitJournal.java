package org.hotdesk.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.dialplan.system.AsteriskPatches;

/**
 * What init did, kept in {@code hotdesk/init/} of the Asterisk folder so that {@code --undo} can put everything back: a line
 * for each file ({@code made} or {@code changed} and its path), and the first original of each changed one; the hash of
 * what init wrote into a file it made, which says whether somebody has edited it since; the folders it made.
 */
final class InitJournal {
    private static final String MADE = "made ";
    private static final String CHANGED = "changed ";
    private static final String FOLDER = "folder ";
    private static final String WROTE = "wrote ";
    private static final int HASH_CHARS = 64;

    private final Path folder;
    private final Map<Path, Optional<String>> originals = new LinkedHashMap<>();
    private final Map<Path, String> written = new LinkedHashMap<>();
    private final Set<Path> folders = new LinkedHashSet<>();

    private InitJournal(Path folder) {
        this.folder = folder;
    }

    /** Reads what is there; no journal is an empty one. */
    static InitJournal of(AsteriskFolder asterisk) {
        var journal =
                new InitJournal(asterisk.path().resolve(AsteriskPatches.FOLDER).resolve("init"));
        String lines = WholeFile.read(journal.list()).orElse("");
        for (String line : lines.lines().toList()) {
            if (line.startsWith(MADE)) {
                journal.originals.put(Path.of(line.substring(MADE.length())), Optional.empty());
            } else if (line.startsWith(CHANGED)) {
                Path file = Path.of(line.substring(CHANGED.length()));
                journal.originals.put(file, WholeFile.read(journal.copyOf(file)));
            } else if (line.startsWith(FOLDER)) {
                journal.folders.add(Path.of(line.substring(FOLDER.length())));
            } else if (line.startsWith(WROTE)) {
                int hash = WROTE.length();
                journal.written.put(
                        Path.of(line.substring(hash + HASH_CHARS + 1)), line.substring(hash, hash + HASH_CHARS));
            }
        }
        return journal;
    }

    boolean isEmpty() {
        return originals.isEmpty();
    }

    /** Each file with its first original; empty for one that init made. */
    Map<Path, Optional<String>> originals() {
        return Collections.unmodifiableMap(originals);
    }

    /** The folders that init made, the deepest last. */
    List<Path> folders() {
        return List.copyOf(folders);
    }

    /** Whether a file that init made has another text now than init gave it. */
    boolean isEdited(Path file) {
        String hash = written.get(file);
        return hash != null
                && WholeFile.read(file).filter(now -> !hash(now).equals(hash)).isPresent();
    }

    /** Remembers the file as it is before its first change, and what it becomes; must be called before the change. */
    void remember(FileChange change) throws IOException {
        noteFolders(change.file());
        noteFolders(folder);
        // The folder above is Asterisk's to read, and files made in it take its owner; this one is for us alone.
        WholeFile.makeFolder(WholeFile.folderOf(folder));
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------")); // originals hold secrets
        if (!originals.containsKey(change.file())) {
            if (change.before().isPresent()) {
                Files.writeString(copyOf(change.file()), change.before().get(), StandardCharsets.ISO_8859_1);
            }
            originals.put(change.file(), change.before());
        }
        if (change.isKeptByInit()) {
            written.put(change.file(), hash(change.after()));
        }
        save();
    }

    private void noteFolders(Path file) {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = WholeFile.folderOf(file); !Files.exists(at); at = WholeFile.folderOf(at)) {
            missing.push(at);
        }
        folders.addAll(missing);
    }

    private void save() throws IOException {
        List<String> lines = new ArrayList<>();
        originals.forEach((file, before) -> lines.add((before.isPresent() ? CHANGED : MADE) + file));
        written.forEach((file, hash) -> lines.add(WROTE + hash + " " + file));
        folders.forEach(made -> lines.add(FOLDER + made));
        Files.write(list(), lines, StandardCharsets.ISO_8859_1);
    }

    private static String hash(String bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Forgets everything, for there is nothing left to undo. */
    void delete() throws IOException {
        for (Path file : originals.keySet()) {
            Files.deleteIfExists(copyOf(file));
        }
        Files.deleteIfExists(list());
        Files.deleteIfExists(folder);
        originals.clear();
    }

    private Path list() {
        return folder.resolve("files");
    }

    private Path copyOf(Path file) {
        return folder.resolve(file.getFileName() + ".before");
    }
}
