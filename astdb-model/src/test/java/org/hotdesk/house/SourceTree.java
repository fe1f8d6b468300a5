package org.hotdesk.house;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All text files of the repository, in whichever module the test runs. Reads the disk once; one owner thread. */
final class SourceTree {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode", "node_modules");
    private static final long LARGEST = 1_000_000;

    private final Path root;
    private final List<Source> sources = new ArrayList<>();

    private SourceTree(Path root) {
        this.root = root;
    }

    /** Goes up from the working folder to the folder that has the licence, and reads everything below. */
    static SourceTree read() throws IOException {
        Path root = root(Path.of("").toAbsolutePath());
        var tree = new SourceTree(root);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // In a worktree .git is a file.
                boolean ours = attributes.isRegularFile()
                        && attributes.size() < LARGEST
                        && !NOT_OURS.contains(file.getFileName().toString());
                if (ours) {
                    text(file).ifPresent(text -> tree.sources.add(new Source(file, tree.root.relativize(file), text)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return tree;
    }

    private static Path root(Path folder) {
        if (Files.exists(folder.resolve("LICENSE"))) {
            return folder;
        }
        Path parent = folder.getParent();
        if (parent == null) {
            throw new IllegalStateException("the tests run outside of the repository");
        }
        return root(parent);
    }

    List<Source> all() {
        return List.copyOf(sources);
    }

    List<Source> java() {
        return sources.stream()
                .filter(source -> source.name().endsWith(".java"))
                .toList();
    }

    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (MalformedInputException binary) {
            return Optional.empty();
        }
    }

    /** One file. */
    record Source(Path file, Path shown, String text) {
        String name() {
            return file.getFileName().toString();
        }

        boolean isTest() {
            return shown.toString().contains("src/test/");
        }

        int lines() {
            return (int) text.lines().count();
        }

        @Override
        public String toString() {
            return shown.toString();
        }
    }
}
