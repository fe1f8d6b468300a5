package org.hotdesk.login;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The directory that knows the PINs.
 *
 * @param url {@code ldaps://host:port} or {@code ldap://host:port}
 * @param startTls whether an {@code ldap:} connection is encrypted before anything is said
 * @param authorities PEM file with the certificates that are trusted; empty for those that Java trusts
 * @param finding how a user's entry is found
 * @param timeout for connecting, and for each answer
 */
public record LdapConfig(URI url, boolean startTls, Optional<Path> authorities, Finding finding, Duration timeout) {
    /** What stands for the user's number in a template. */
    public static final String USER = "{user}";

    /**
     * How a user's entry is found: by its name, or by a search.
     *
     * @param bindDn the entry's name with {@link #USER} in it; empty to search
     * @param base below which entry is searched
     * @param filter with {@link #USER} in it
     * @param searcher who searches; empty for nobody in particular
     * @param passwordFile the searcher's password
     */
    public record Finding(
            Optional<String> bindDn,
            String base,
            String filter,
            Optional<String> searcher,
            Optional<Path> passwordFile) {
        /** By name alone. */
        public static Finding byName(String bindDn) {
            return new Finding(Optional.of(bindDn), "", "", Optional.empty(), Optional.empty());
        }
    }
}
