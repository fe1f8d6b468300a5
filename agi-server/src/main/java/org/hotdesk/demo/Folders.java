package org.hotdesk.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes folders; follows no symbolic link. */
public final class Folders {

    private Folders() {}

    /** Removes the folder and all below it; nothing there is as good. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(folder, new Remover(folder, false));
        }
    }

    /** Removes all below the folder. */
    static void empty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new Remover(folder, true));
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {

        private final Path top;
        private final boolean keepTop;

        Remover(Path top, boolean keepTop) {
            this.top = top;
            this.keepTop = keepTop;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // a program that was just ended removed it itself
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (!keepTop || !folder.equals(top)) {
                Files.deleteIfExists(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
