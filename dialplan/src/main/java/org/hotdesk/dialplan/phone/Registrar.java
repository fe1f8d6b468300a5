package org.hotdesk.dialplan.phone;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a phone registers, as the phone finds it.
 *
 * @param host a name or an IPv4 address
 * @param port 1 to 65535
 */
public record Registrar(String host, int port) {
    /** What a text must be, in words. */
    public static final String RANGE = "a host name or IPv4 address, and perhaps a port, such as pbx.example.com:5060";

    private static final int SIP = 5060;
    private static final int PORT_MAX = 65_535;
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)(?::([0-9]{1,5}))?");

    public Registrar {
        if (port < 1 || port > PORT_MAX || !TEXT.matcher(host).matches()) {
            throw new IllegalArgumentException("not where a phone can register: " + host + ":" + port);
        }
    }

    /** Reads what a person wrote; without a port it is 5060. Empty when the text is none. */
    public static Optional<Registrar> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).orElse(SIP);
        return port < 1 || port > PORT_MAX ? Optional.empty() : Optional.of(new Registrar(matcher.group(1), port));
    }

    /** The host, with the port where it is not SIP's own. */
    public String address() {
        return port == SIP ? host : host + ":" + port;
    }
}
