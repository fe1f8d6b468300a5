package org.hotdesk.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hotdesk.dialplan.system.AsteriskPatches;

/**
 * Files of ours that Asterisk cannot read. It says nothing of them: {@code #tryinclude} takes them for absent ones. Whom it
 * runs as is told from the owner of its configuration folder.
 */
public final class HiddenFiles {
    private static final String ROOT = "root";

    private HiddenFiles() {}

    /** A line for each, with the cure; none where there is no folder of ours, or nobody but root can tell. */
    public static List<String> in(Path asteriskFolder) {
        Path ours = asteriskFolder.resolve(AsteriskPatches.FOLDER);
        if (!Files.isDirectory(ours) || !Files.isReadable(ours)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(ours)) {
            PosixFileAttributes asterisk = Files.readAttributes(asteriskFolder, PosixFileAttributes.class);
            return Stream.concat(Stream.of(ours), files.filter(Files::isRegularFile))
                    .sorted()
                    .filter(file -> isHiddenFrom(asterisk, file))
                    .map(file -> file + " cannot be read by " + asterisk.owner().getName() + ", who owns "
                            + asteriskFolder + ", so Asterisk leaves it out; chown --reference=" + asteriskFolder + " "
                            + file)
                    .toList();
        } catch (IOException unreadable) {
            throw new InitException("cannot look into " + ours + "; check its owner and mode", unreadable);
        }
    }

    private static boolean isHiddenFrom(PosixFileAttributes asterisk, Path file) {
        if (asterisk.owner().getName().equals(ROOT)) {
            return false;
        }
        try {
            PosixFileAttributes now = Files.readAttributes(file, PosixFileAttributes.class);
            Set<PosixFilePermission> mode = now.permissions();
            if (now.owner().equals(asterisk.owner())) {
                return !mode.contains(PosixFilePermission.OWNER_READ);
            }
            boolean byGroup = now.group().equals(asterisk.group())
                    && !now.group().getName().equals(ROOT);
            return !mode.contains(byGroup ? PosixFilePermission.GROUP_READ : PosixFilePermission.OTHERS_READ);
        } catch (IOException gone) {
            return false; // replaced this moment
        }
    }
}
