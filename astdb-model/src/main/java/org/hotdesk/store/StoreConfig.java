package org.hotdesk.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the store is and what it needs beside its database.
 *
 * @param jdbcUrl such as {@code jdbc:h2:file:/var/lib/hotdesk/hotdesk} or {@code jdbc:postgresql://db.example/hotdesk}
 * @param login to PostgreSQL; a file needs none
 * @param pepperFile goes into every PIN hash; made with mode 0600 when missing; keep it out of backups of the database
 * @param keyFile seals SIP secrets and mailbox passwords; made with mode 0600 when missing
 * @param realm of SIP digest authentication, 1 to 64 letters, digits or {@code . _ -}
 * @param mirrorPins whether PINs are also kept sealed, so that {@code AMPUSER/<u>/password} can be mirrored in clear
 */
public record StoreConfig(
        String jdbcUrl, Login login, Path pepperFile, Path keyFile, String realm, boolean mirrorPins) {
    public StoreConfig {
        if (!jdbcUrl.startsWith("jdbc:h2:file:") && !jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("store url: begins with jdbc:postgresql:, such as"
                    + " jdbc:postgresql://db.example/hotdesk, or with jdbc:h2:file:");
        }
        if (jdbcUrl.matches("(?i).*[?&;](ssl)?password=.*")) {
            throw new IllegalArgumentException("store url: no password in it; put it into a file of mode 0600 and name"
                    + " that as store password-file");
        }
        if (!realm.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("realm: 1 to 64 letters, digits or . _ -");
        }
    }

    /** A store in a file, or on a PostgreSQL that asks for no password. */
    public StoreConfig(String jdbcUrl, Path pepperFile, Path keyFile, String realm, boolean mirrorPins) {
        this(jdbcUrl, Login.NONE, pepperFile, keyFile, realm, mirrorPins);
    }

    /**
     * Who we are to PostgreSQL.
     *
     * @param user when empty, the driver's own choice: the system's user
     * @param passwordFile one line, readable for its owner only; when empty, the driver's own choice: {@code ~/.pgpass}
     */
    public record Login(Optional<String> user, Optional<Path> passwordFile) {
        /** Nothing is said about it. */
        public static final Login NONE = new Login(Optional.empty(), Optional.empty());
    }
}
