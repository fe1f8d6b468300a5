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
 * @param clear which secrets stand in clear in the database, for other programs that read it; on PostgreSQL only
 */
public record StoreConfig(
        String jdbcUrl, Login login, Path pepperFile, Path keyFile, String realm, boolean mirrorPins, InClear clear) {
    public StoreConfig {
        if (!jdbcUrl.startsWith("jdbc:h2:file:") && !isPostgres(jdbcUrl)) {
            throw new IllegalArgumentException("store url: begins with jdbc:postgresql:, such as"
                    + " jdbc:postgresql://db.example/hotdesk, or with jdbc:h2:file:");
        }
        if (hasPassword(jdbcUrl)) {
            throw new IllegalArgumentException("store url: no password in it; put it into a file of mode 0600 and name"
                    + " that as store password-file");
        }
        if (!realm.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("realm: 1 to 64 letters, digits or . _ -");
        }
        if (!clear.equals(InClear.NOTHING) && !isPostgres(jdbcUrl)) {
            throw new IllegalArgumentException(
                    (clear.mailboxPasswords() ? "voip clear-mailbox-passwords" : "voip clear-ha1")
                            + ": needs a store on PostgreSQL, see store url; nobody else can read a store in a file");
        }
    }

    /** Whether a password stands in that URL, where anybody sees it who sees the configuration. */
    public static boolean hasPassword(String jdbcUrl) {
        return jdbcUrl.matches("(?i).*[?&;](ssl)?password=.*");
    }

    /** Whether that URL leads to a PostgreSQL. */
    public static boolean isPostgres(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:postgresql:");
    }

    /** One whose database holds secrets sealed only. */
    public StoreConfig(String jdbcUrl, Login login, Path pepperFile, Path keyFile, String realm, boolean mirrorPins) {
        this(jdbcUrl, login, pepperFile, keyFile, realm, mirrorPins, InClear.NOTHING);
    }

    /** The same with these secrets in clear. */
    public StoreConfig with(InClear shown) {
        return new StoreConfig(jdbcUrl, login, pepperFile, keyFile, realm, mirrorPins, shown);
    }

    /** A store in a file, or on a PostgreSQL that asks for no password. */
    public StoreConfig(String jdbcUrl, Path pepperFile, Path keyFile, String realm, boolean mirrorPins) {
        this(jdbcUrl, Login.NONE, pepperFile, keyFile, realm, mirrorPins);
    }

    /**
     * What the operator lets stand in clear, for all to read who may read the database or a backup of it.
     *
     * @param mailboxPasswords for Asterisk's realtime voicemail
     * @param ha1 {@code MD5(device:realm:secret)}, for Kamailio
     */
    public record InClear(boolean mailboxPasswords, boolean ha1) {
        /** Everything is sealed. */
        public static final InClear NOTHING = new InClear(false, false);
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
