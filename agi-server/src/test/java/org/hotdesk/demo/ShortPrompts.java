package org.hotdesk.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data folder for Asterisk whose English prompts are cut off after a moment, so that tests do not listen to all of each.
 * Made once beside the full one, in the same root folder. The demo plays the full ones.
 */
final class ShortPrompts {
    /** 20 ms each. */
    private static final int FRAMES = 20;

    private static final int FRAME_BYTES = 33;

    private ShortPrompts() {}

    /** The same Asterisk with the short ones. */
    static AsteriskInstallation of(AsteriskInstallation full) {
        Path root = full.programs().root().orElseThrow();
        Path data = full.data().resolveSibling("asterisk-short-prompts");
        try {
            Path made = outside(root, data);
            if (!Files.isDirectory(made)) {
                make(outside(root, full.data()), full.data(), full.englishSounds(), made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot cut the prompts short", e);
        }
        return new AsteriskInstallation(full.programs(), full.binary(), full.modules(), data, full.version());
    }

    private static Path outside(Path root, Path inside) {
        return root.resolve(Path.of("/").relativize(inside));
    }

    private static void make(Path from, Path seenAs, Path english, Path to) throws IOException {
        Path part = Files.createTempDirectory(to.getParent(), "short-prompts-");
        for (Path child : list(from)) {
            String name = child.getFileName().toString();
            if (!name.equals("sounds")) {
                Files.createSymbolicLink(part.resolve(name), seenAs.resolve(name));
            }
        }
        Path sounds = Files.createDirectories(part.resolve("sounds/en"));
        try (Stream<Path> files = Files.walk(english)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = english.relativize(file);
                Path cut = sounds.resolve(name);
                Files.createDirectories(cut.resolveSibling("."));
                Files.write(cut, name.startsWith("silence") ? Files.readAllBytes(file) : shortened(file));
            }
        }
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(from));
        try {
            Files.move(part, to);
        } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException another) {
            Folders.delete(part); // another process was faster, and made the same
        } catch (FileSystemException notEmpty) {
            if (!Files.isDirectory(to)) {
                throw notEmpty;
            }
            Folders.delete(part);
        }
    }

    private static byte[] shortened(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        return Arrays.copyOf(whole, Math.min(whole.length, FRAMES * FRAME_BYTES));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
