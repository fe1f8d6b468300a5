package org.hotdesk.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
     * are removed; one that somebody has edited since is kept beside, its name ending in {@code .edited}. Folders that init
     * made are removed when nothing is left in them.
     *
     * @param really false only to say what would be done
     * @return a line for each file, for people
     */
    public List<String> undo(boolean really) {
        InitJournal journal = InitJournal.of(asterisk);
        List<String> done = new ArrayList<>();
        try {
            for (Map.Entry<Path, Optional<String>> entry : journal.originals().entrySet()) {
                Path file = entry.getKey();
                done.add(
                        entry.getValue().isPresent()
                                ? restore(file, entry.getValue().get(), really)
                                : remove(file, journal.isEdited(file), really));
            }
            if (really) {
                List<Path> folders = new ArrayList<>(journal.folders());
                journal.delete();
                Collections.reverse(folders);
                for (Path folder : folders) {
                    removeIfEmpty(folder);
                }
            }
        } catch (IOException e) {
            throw new InitException("cannot put everything back: " + e + "; nothing else was touched, try again", e);
        }
        return done;
    }

    private static String remove(Path file, boolean edited, boolean really) throws IOException {
        if (edited) {
            Path kept = file.resolveSibling(file.getFileName() + ".edited");
            if (really) {
                Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
            }
            return "remove  " + file + " (edited since: kept as " + kept + ")";
        }
        if (really) {
            Files.deleteIfExists(file);
        }
        return "remove  " + file;
    }

    private static String restore(Path file, String original, boolean really) {
        String now = WholeFile.read(file).orElse("");
        String without = ConfPatch.removed(now);
        boolean edited = !without.equals(ConfPatch.removed(original));
        if (really) {
            write(file, edited ? without : original, Access.ASTERISK);
        }
        return "restore " + file + (edited ? " (edited since: only Hotdesk's lines are taken out)" : "");
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
