package org.hotdesk.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A folder with phones' files, such as the root of a TFTP server. A file there is seen either as it was or as it is to be. It
 * remembers which files are ours in {@value #MANIFEST}, and touches no other. One owner thread; of two processes at once
 * one may not know the other's files as ours.
 */
public final class PhoneFolder {
    /** Has the names of our files, one a line. */
    public static final String MANIFEST = ".hotdesk-phones";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-r-----");
    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwxr-x---");

    private final Path folder;
    private final Set<String> ours;

    /** What became of a file. */
    public enum Fate {
        /** It is so already. */
        SAME,
        /** It differs, or is not there. */
        DIFFERENT,
        /** There is another of this name that is not ours. */
        FOREIGN
    }

    private PhoneFolder(Path folder, Set<String> ours) {
        this.folder = folder;
        this.ours = ours;
    }

    /** Looks at a folder, which need not be there yet. Throws an {@link UncheckedIOException} as all methods here. */
    public static PhoneFolder at(Path folder) {
        try {
            Path manifest = folder.resolve(MANIFEST);
            Set<String> ours = new TreeSet<>();
            if (Files.exists(manifest)) {
                Files.readAllLines(manifest).stream()
                        .filter(name -> NAME.matcher(name).matches())
                        .forEach(ours::add);
            }
            return new PhoneFolder(folder, ours);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Compares; writes nothing. */
    public Fate look(String name, byte[] bytes) {
        Optional<byte[]> there = bytes(name);
        if (there.isEmpty()) {
            return Fate.DIFFERENT;
        }
        if (Arrays.equals(there.get(), bytes)) {
            return Fate.SAME;
        }
        return ours.contains(name) ? Fate.DIFFERENT : Fate.FOREIGN;
    }

    /** What is there now; empty when nothing is. */
    public Optional<byte[]> bytes(String name) {
        Path file = folder.resolve(checked(name));
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes the file where it differs and is ours or new; what {@link #look} says of it. */
    public Fate put(String name, byte[] bytes) {
        Fate fate = look(name, bytes);
        try {
            if (fate != Fate.FOREIGN && ours.add(name)) {
                remember(name);
            }
            if (fate == Fate.DIFFERENT) {
                write(folder.resolve(name), bytes);
            }
            return fate;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Those of ours that are not wanted any more. */
    public Set<String> stale(Predicate<String> wanted) {
        Set<String> stale = new TreeSet<>(ours);
        stale.removeIf(wanted);
        return stale;
    }

    /** Removes these files of ours. */
    public void remove(Set<String> stale) {
        if (stale.isEmpty()) {
            return;
        }
        try {
            for (String name : stale) {
                Files.deleteIfExists(folder.resolve(checked(name)));
                ours.remove(name);
            }
            write(folder.resolve(MANIFEST), (String.join("\n", ours) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Before the file itself, so that a file of ours is never taken for another's. */
    private void remember(String name) throws IOException {
        makeFolder();
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            write(manifest, new byte[0]);
        }
        Files.writeString(manifest, name + "\n", StandardOpenOption.APPEND);
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_MODE));
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Path fresh = folder.resolve("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(MODE));
        Files.setPosixFilePermissions(fresh, MODE);
        Files.write(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a phone's file");
        }
        return name;
    }
}
