package org.hotdesk.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hotdesk.dialplan.system.AsteriskPatches;
import org.hotdesk.dialplan.system.ConfPatch;
import org.hotdesk.init.FileChange.Access;

/** Carries a plan out, each file at once or not at all, and takes it back. One owner thread. */
public final class Initializer {
    private final AsteriskFolder asterisk;

    public Initializer(AsteriskFolder asterisk) {
        this.asterisk = asterisk;
    }

    /** Whether there is anything that {@link #undo} could take back. */
    public boolean wasApplied() {
        return !InitJournal.of(asterisk).isEmpty();
    }

    /**
     * Writes all files of the plan. What was there is kept first, so a failure half-way can be undone too.
     *
     * @throws InitException when a file cannot be written
     */
    public void apply(InitPlan plan) {
        InitJournal journal = InitJournal.of(asterisk);
        for (FileChange change : plan.changes()) {
            try {
                journal.remember(change);
                write(change.file(), change.after(), change.access());
            } catch (IOException e) {
                throw new InitException(
                        "cannot write " + change.file() + ": " + e + "; 'hotdesk init --undo' takes back what was done",
                        e);
            }
        }
    }

    /**
     * Puts back every file: byte for byte, or, where somebody has edited it since, without our lines. Files that init made
     * are removed.
     *
     * @return a line for each file, for people
     */
    public List<String> undo() {
        InitJournal journal = InitJournal.of(asterisk);
        List<String> done = new ArrayList<>();
        try {
            for (Map.Entry<Path, Optional<String>> entry : journal.originals().entrySet()) {
                done.add(putBack(entry.getKey(), entry.getValue()));
            }
            journal.delete();
            removeIfEmpty(asterisk.path().resolve(AsteriskPatches.FOLDER));
        } catch (IOException e) {
            throw new InitException("cannot put everything back: " + e + "; nothing else was touched, try again", e);
        }
        return done;
    }

    private static String putBack(Path file, Optional<String> original) throws IOException {
        if (original.isEmpty()) {
            Files.deleteIfExists(file);
            if (!folderOf(file).endsWith(AsteriskPatches.FOLDER)) {
                removeIfEmpty(folderOf(file)); // made for the configuration; the journal still stands in the other
            }
            return "remove  " + file;
        }
        String now = WholeFile.read(file).orElse("");
        String without = ConfPatch.removed(now);
        if (without.equals(ConfPatch.removed(original.get()))) {
            write(file, original.get(), Access.ASTERISK);
            return "restore " + file;
        }
        write(file, without, Access.ASTERISK);
        return "restore " + file + " (edited since: only Hotdesk's lines were taken out)";
    }

    private static Path folderOf(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }

    private static void write(Path file, String bytes, Access access) {
        WholeFile.makeFolder(folderOf(file));
        WholeFile.replace(file, bytes, permissions(access));
    }

    private static Set<PosixFilePermission> permissions(Access access) {
        return switch (access) {
            case ASTERISK, OWN -> WholeFile.OPEN;
            case ASTERISK_SECRET -> WholeFile.CLOSED;
            case OWN_SECRET -> WholeFile.OWN;
        };
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try (var files = Files.exists(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            if (files.findAny().isPresent()) {
                return;
            }
        }
        Files.deleteIfExists(folder);
    }
}
