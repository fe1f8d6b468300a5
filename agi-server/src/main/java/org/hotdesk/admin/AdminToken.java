package org.hotdesk.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.config.ConfigException;
import org.hotdesk.config.SecretFile;

/** The secret that lets a program administer: whoever can read its file may. Thread-safe. */
final class AdminToken {
    private static final int RANDOM_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] expected;

    private AdminToken(String token) {
        expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the token, or makes one in a file of mode 0600; the folder is made too. */
    static AdminToken of(Path file) {
        try {
            make(file);
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new ConfigException("token file " + file + " is open to others; chmod 600 it");
            }
        } catch (IOException unwritable) {
            throw new ConfigException(
                    "cannot write token file " + file + "; check owner and mode of its folder", unwritable);
        }
        return new AdminToken(new SecretFile(file).read());
    }

    /** Whether the Authorization header is ours; takes as long for a nearly right one as for any other. */
    boolean matches(Optional<String> header) {
        return MessageDigest.isEqual(expected, header.orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private static void make(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
            Files.writeString(file, token + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        } catch (FileAlreadyExistsException sameTime) {
            return;
        }
    }
}
