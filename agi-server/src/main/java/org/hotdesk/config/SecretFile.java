package org.hotdesk.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** A file that holds one secret and nothing else; blanks and line ends around it do not count. */
public record SecretFile(Path path) {
    private static final long BYTES_MAX = 4_096;
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    /** Reads it; a {@link ConfigException} says what to do when that cannot be. */
    public String read() {
        try {
            if (Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
                throw new ConfigException("secret file " + path + " is open to everybody; chmod 640 it");
            }
            if (Files.size(path) > BYTES_MAX) {
                throw new ConfigException("secret file " + path + " holds more than a secret");
            }
            List<String> lines = Files.readString(path).strip().lines().toList();
            if (lines.isEmpty()) {
                throw new ConfigException(
                        "secret file " + path + " is empty; write the secret into it, or run 'hotdesk init'");
            }
            if (lines.size() > 1) {
                throw new ConfigException(
                        "secret file " + path + " has " + lines.size() + " lines; it must hold the secret alone");
            }
            return lines.get(0);
        } catch (IOException unreadable) {
            throw new ConfigException(
                    Files.notExists(path)
                            ? "there is no secret file " + path + "; write the secret into it, or run 'hotdesk init'"
                            : "cannot read secret file " + path + "; check its owner and mode",
                    unreadable);
        }
    }
}
