package org.hotdesk.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for the files of one run: below /tmp, because that is where a root folder can show them at the same path. */
final class RunFolder {

    private RunFolder() {}

    /** A fresh one, closed to other users. */
    static Path create() {
        try {
            return Files.createTempDirectory(Path.of("/tmp"), "hotdesk-");
        } catch (IOException e) {
            throw new DemoException("cannot make a folder below /tmp", e);
        }
    }

    static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new DemoException("cannot remove " + folder, e);
        }
    }
}
