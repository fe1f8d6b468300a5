package org.hotdesk.init;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Files that are seen either as they were or as they are to be, never in between. */
final class WholeFile {
    /** For what anybody may read. */
    static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rw-r--r--");

    /** For what has secrets in it: Asterisk reads it by its group. */
    static final Set<PosixFilePermission> CLOSED = PosixFilePermissions.fromString("rw-r-----");

    /** For its owner alone. */
    static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

    private WholeFile() {}

    /** A text of ours as bytes, one character each. */
    static String bytesOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The file's bytes, one character each; empty when there is none. */
    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new InitException("cannot read " + file + "; check its owner and mode", unreadable);
        }
    }

    /**
     * Puts these bytes in the file's place. A file that was there keeps its owner and mode; a new one gets this mode and
     * its folder's owner, so that an Asterisk which is not root can read it. A symbolic link stays one.
     */
    static void replace(Path file, String bytes, Set<PosixFilePermission> modeWhenNew) {
        try {
            Path real = Files.exists(file) ? file.toRealPath() : file;
            Path fresh = real.resolveSibling(real.getFileName() + ".hotdesk-new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWN));
            write(fresh, bytes.getBytes(StandardCharsets.ISO_8859_1));
            dress(fresh, Files.exists(real) ? real : folderOf(real), Files.exists(real), modeWhenNew);
            Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new InitException(
                    "cannot write " + file + "; check the folder's owner and mode, or run this as root", unwritable);
        }
    }

    /** Makes the folder and those above it, with the owner of the folder they are made in. */
    static void makeFolder(Path folder) {
        if (Files.isDirectory(folder)) {
            return;
        }
        makeFolder(folderOf(folder));
        try {
            Files.createDirectory(folder);
            PosixFileAttributes model = Files.readAttributes(folderOf(folder), PosixFileAttributes.class);
            own(folder, model);
        } catch (IOException unwritable) {
            throw new InitException("cannot make folder " + folder + "; run this as root", unwritable);
        }
    }

    static Path folderOf(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
    }

    private static void dress(Path fresh, Path model, boolean sameMode, Set<PosixFilePermission> mode)
            throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(model, PosixFileAttributes.class);
        own(fresh, attributes);
        Files.setPosixFilePermissions(fresh, sameMode ? attributes.permissions() : mode);
    }

    private static void own(Path file, PosixFileAttributes model) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        if (!now.group().equals(model.group())) {
            view.setGroup(model.group());
        }
        if (!now.owner().equals(model.owner())) {
            view.setOwner(model.owner());
        }
    }
}
