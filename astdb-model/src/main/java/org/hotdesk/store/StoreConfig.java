package org.hotdesk.store;

import java.nio.file.Path;

/**
 * Where the store is and what it needs beside its database.
 *
 * @param jdbcUrl such as {@code jdbc:h2:file:/var/lib/hotdesk/hotdesk}
 * @param pepperFile goes into every PIN hash; made with mode 0600 when missing; keep it out of backups of the database
 * @param keyFile seals SIP secrets and mailbox passwords; made with mode 0600 when missing
 * @param realm of SIP digest authentication, 1 to 64 letters, digits or {@code . _ -}
 * @param mirrorPins whether PINs are also kept sealed, so that {@code AMPUSER/<u>/password} can be mirrored in clear
 */
public record StoreConfig(String jdbcUrl, Path pepperFile, Path keyFile, String realm, boolean mirrorPins) {
    public StoreConfig {
        if (!jdbcUrl.startsWith("jdbc:")) {
            throw new IllegalArgumentException(
                    "store url: begins with jdbc:, such as jdbc:h2:file:/var/lib/hotdesk/hotdesk");
        }
        if (!realm.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("realm: 1 to 64 letters, digits or . _ -");
        }
    }

    /** Without what a PostgreSQL URL may hold of user and password. */
    @Override
    public String toString() {
        return "StoreConfig[" + shownUrl() + ", pepperFile=" + pepperFile + ", keyFile=" + keyFile + ", realm=" + realm
                + ", mirrorPins=" + mirrorPins + "]";
    }

    /** The URL, fit for messages. */
    String shownUrl() {
        return jdbcUrl.replaceAll("(?i)(password|user)=[^;&]*", "$1=***").replaceAll("//[^/@]*@", "//***@");
    }
}
