package org.hotdesk.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.login.LdapConfig;

/** The keys of a directory that compares PINs, section {@code [ldap]}. */
final class LdapKeys {
    private static final String TEMPLATE = "text with {user} in it, or nothing";
    private static final String WITH_USER = "(?!.*\\p{Cntrl})(.{0,200}\\{user}.{0,200})?";

    static final Setting<String> URL = key(
            "url",
            Kind.text(
                    "ldaps://host:port or ldap://host:port, or nothing",
                    "(ldaps?://([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5})?"),
            "\"\"",
            "The directory.");
    static final Setting<Boolean> START_TLS = key(
            "start-tls", Kind.yesNo(), "false", "Whether an ldap: connection is encrypted before anything is said.");
    static final Setting<Optional<Path>> AUTHORITIES = key(
            "ca-file",
            Kind.pathOrNothing(),
            "\"\"",
            "PEM file with the certificates that are trusted; empty for those that Java trusts.");
    static final Setting<String> BIND_DN = key(
            "bind-dn",
            Kind.text(TEMPLATE, WITH_USER),
            "\"\"",
            "The name of a user's entry, such as uid={user},ou=people,dc=example. Empty to search for it.");
    static final Setting<String> SEARCH_BASE = key(
            "search-base",
            Kind.text("at most 400 characters, or nothing", "[^\\p{Cntrl}]{0,400}"),
            "\"\"",
            "Below which entry to search.");
    static final Setting<String> SEARCH_FILTER = key(
            "search-filter",
            Kind.text(TEMPLATE, WITH_USER),
            "\"(telephoneNumber={user})\"",
            "What finds a user's entry; it must find one and no more.");
    static final Setting<String> SEARCH_DN = key(
            "search-dn",
            Kind.text("at most 400 characters, or nothing", "[^\\p{Cntrl}]{0,400}"),
            "\"\"",
            "Who searches; empty for nobody in particular.");
    static final Setting<Optional<Path>> SEARCH_PASSWORD_FILE =
            key("search-password-file", Kind.pathOrNothing(), "\"\"", "Has the password of who searches, mode 0600.");
    static final Setting<Duration> TIMEOUT = key(
            "timeout-seconds",
            Kind.seconds(1, 3),
            "1",
            "How long connecting may take, and each answer; a caller is kept no longer than 4.2 seconds.");

    /** In the order of the reference. */
    static final List<Setting<?>> ALL = List.of(
            URL, START_TLS, AUTHORITIES, BIND_DN, SEARCH_BASE, SEARCH_FILTER, SEARCH_DN, SEARCH_PASSWORD_FILE, TIMEOUT);

    private LdapKeys() {}

    /** Everything that does not go together. */
    static List<Clash> clashes(ConfigAssembly.Lookup in) {
        List<Clash> clashes = new ArrayList<>();
        if (in.value(LoginKeys.CHECK) != LoginConfig.Check.LDAP) {
            return clashes;
        }
        if (in.value(URL).isEmpty()) {
            clashes.add(
                    new Clash(List.of(URL, LoginKeys.CHECK), URL.path() + " must be set where login.check is ldap"));
        }
        if (in.value(BIND_DN).isEmpty() && in.value(SEARCH_BASE).isEmpty()) {
            clashes.add(new Clash(
                    List.of(BIND_DN, LoginKeys.CHECK),
                    "ldap.bind-dn or ldap.search-base must be set where login.check is ldap"));
        }
        boolean clear = in.value(URL).startsWith("ldap:") && !in.value(START_TLS);
        if (clear && !in.value(URL).matches("ldap://(127[.].*|localhost:.*|\\[::1].*)")) {
            clashes.add(
                    new Clash(List.of(URL), "ldap.url would send PINs in clear; take ldaps: or set ldap.start-tls"));
        }
        return clashes;
    }

    static LdapConfig config(ConfigAssembly.Lookup in) {
        return new LdapConfig(
                URI.create(in.value(URL)),
                in.value(START_TLS),
                in.value(AUTHORITIES),
                new LdapConfig.Finding(
                        Optional.of(in.value(BIND_DN)).filter(name -> !name.isEmpty()),
                        in.value(SEARCH_BASE),
                        in.value(SEARCH_FILTER),
                        Optional.of(in.value(SEARCH_DN)).filter(name -> !name.isEmpty()),
                        in.value(SEARCH_PASSWORD_FILE)),
                in.value(TIMEOUT));
    }

    private static <T> Setting<T> key(String name, Kind<T> kind, String preset, String about) {
        return new Setting<>("ldap", name, kind, preset, about);
    }
}
