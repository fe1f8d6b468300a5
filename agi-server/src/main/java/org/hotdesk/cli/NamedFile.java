package org.hotdesk.cli;

import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotdesk.store.FileFault;

/** A file that a person named on the command line. */
final class NamedFile {
    private NamedFile() {}

    /** Ends the command, with the reason, where it cannot be read. */
    static void requireReadable(Path file) {
        if (Files.isDirectory(file)) {
            throw new CliException(ExitCode.FAILED, "cannot read " + file + ": it is a folder");
        }
        try {
            file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
        } catch (IOException denied) {
            throw new CliException(ExitCode.FAILED, "cannot read " + file + ": " + FileFault.words(denied), denied);
        }
    }
}
