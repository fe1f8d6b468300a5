package org.hotdesk.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A file or folder as it is.
 *
 * @param there false where there is none, or none that we may see
 * @param owner empty where it is not there
 * @param open whether others than owner and group may read or write it
 * @param group whether the group may
 */
record FileLook(Path path, boolean there, String owner, boolean group, boolean open, long bytes) {
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> GROUP =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE);

    static FileLook at(Path path) {
        try {
            PosixFileAttributes now = Files.readAttributes(path, PosixFileAttributes.class);
            return new FileLook(
                    path,
                    true,
                    now.owner().getName(),
                    now.permissions().stream().anyMatch(GROUP::contains),
                    now.permissions().stream().anyMatch(OTHERS::contains),
                    now.size());
        } catch (IOException absent) {
            return new FileLook(path, false, "", false, false, 0);
        }
    }

    /** Who owns the folder the file is in; empty where there is no such folder. */
    static Optional<String> ownerOfFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            return folder == null
                    ? Optional.empty()
                    : Optional.of(
                            Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
