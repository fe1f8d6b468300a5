package org.hotdesk.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.dialplan.system.AsteriskPatches;

/**
 * What init did, kept in {@code hotdesk/init/} of the Asterisk folder so that {@code --undo} can put everything back: a line
 * for each file ({@code made} or {@code changed} and its path), and the first original of each changed one.
 */
final class InitJournal {
    private static final String MADE = "made ";
    private static final String CHANGED = "changed ";

    private final Path folder;
    private final Map<Path, Optional<String>> originals = new LinkedHashMap<>();

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

    /** Remembers the file as it is before its first change; must be called before the change. */
    void remember(FileChange change) throws IOException {
        if (originals.containsKey(change.file())) {
            return;
        }
        // The folder above is Asterisk's to read, and files made in it take its owner; this one is for us alone.
        WholeFile.makeFolder(WholeFile.folderOf(folder));
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------")); // originals hold secrets
        if (change.before().isPresent()) {
            Files.writeString(copyOf(change.file()), change.before().get(), StandardCharsets.ISO_8859_1);
        }
        originals.put(change.file(), change.before());
        List<String> lines = new ArrayList<>();
        originals.forEach((file, before) -> lines.add((before.isPresent() ? CHANGED : MADE) + file));
        Files.write(list(), lines, StandardCharsets.ISO_8859_1);
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
