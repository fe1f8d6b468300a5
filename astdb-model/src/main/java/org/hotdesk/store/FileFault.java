package org.hotdesk.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why a file could not be read or written, in words for a person. Pure. */
public final class FileFault {
    private FileFault() {}

    /** Leaves the file's name to the caller: {@code No space left on device}. */
    public static String words(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return "something else is in its place";
        }
        Optional<String> reason = fault instanceof FileSystemException file
                ? Optional.ofNullable(file.getReason())
                : Optional.ofNullable(fault.getMessage());
        return reason.orElseGet(() -> "of an unknown cause (" + fault.getClass().getSimpleName() + ")");
    }
}
