package org.hotdesk.kamailio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.config.KamailioConfig;
import org.hotdesk.store.StoreConfig;

/** What stands in Kamailio's files, by our configuration. Pure: the same values give the same text. */
public final class KamailioText {
    /** PostgreSQL's JDBC driver: the database alone, or hosts before it, of which the first is taken. */
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql:(?://([^/?,]*)[^/?]*/)?([A-Za-z0-9._-]+)(\\?.*)?");

    private KamailioText() {}

    /**
     * The text of {@code kamailio.cfg}, without any secret.
     *
     * @return empty when the store's URL names no database that Kamailio could be told
     */
    public static Optional<String> config(KamailioConfig kamailio, StoreConfig store) {
        return database(store).map(database -> resource("kamailio.cfg")
                .replace("@LISTEN@", hostAndPort(kamailio.address()))
                .replace("@ALIASES@\n", aliases(kamailio, store.realm()))
                .replace("@DATABASE@", database)
                .replace("@EXPIRES_MIN@", "" + kamailio.expiry().least().toSeconds())
                .replace("@EXPIRES_DEFAULT@", "" + kamailio.expiry().usual().toSeconds())
                .replace("@EXPIRES_MAX@", "" + kamailio.expiry().most().toSeconds())
                .replace("@CONTACTS_MAX@", "" + kamailio.contactsMax())
                .replace("@REALM@", store.realm())
                .replace("@ASTERISK_HOST@", host(kamailio.asterisk()))
                .replace("@ASTERISK_PORT@", "" + kamailio.asterisk().getPort())
                .replace("@ASTERISK@", hostAndPort(kamailio.asterisk())));
    }

    /** The statements that give the role {@code kamailio} what it needs in our database, and no password. */
    public static String rights() {
        return resource("kamailio.sql");
    }

    private static String aliases(KamailioConfig kamailio, String realm) {
        Set<String> names = new LinkedHashSet<>(kamailio.domains());
        names.add(realm); // the domain of every alias in the database
        var lines = new StringBuilder();
        names.forEach(name -> lines.append("alias=\"").append(name).append("\"\n"));
        return lines.toString();
    }

    private static Optional<String> database(StoreConfig store) {
        Matcher url = URL.matcher(store.jdbcUrl());
        if (!url.matches()) {
            return Optional.empty();
        }
        String host = Optional.ofNullable(url.group(1))
                .filter(text -> !text.isEmpty())
                .orElse("localhost");
        return Optional.of("postgres://kamailio:DBPASSWORD@" + host + "/" + url.group(2));
    }

    private static String host(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String hostAndPort(InetSocketAddress address) {
        return host(address) + ":" + address.getPort();
    }

    private static String resource(String name) {
        try (InputStream in = KamailioText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
