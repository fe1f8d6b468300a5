package org.hotdesk.agi.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses that share their first bits with one, such as {@code 10.1.0.0/16} or {@code ::1/128}.
 *
 * @param prefix how many leading bits must be equal
 */
public record AddressRange(InetAddress network, int prefix) {
    // Literals only: a name would be looked up, and could lead elsewhere tomorrow.
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** This machine, by IPv4. */
    public static final AddressRange LOOPBACK_4 = of("127.0.0.0/8");

    /** This machine, by IPv6. */
    public static final AddressRange LOOPBACK_6 = of("::1/128");

    public AddressRange {
        if (prefix < 0 || prefix > network.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("not a prefix length of this address: " + prefix);
        }
    }

    /** Reads {@code address/bits}, or one address alone; empty when the text is neither. Names are not looked up. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress network = InetAddress.getByName(address);
            int most = network.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > most ? Optional.empty() : Optional.of(new AddressRange(network, bits));
        } catch (UnknownHostException | NumberFormatException notAnAddress) {
            return Optional.empty();
        }
    }

    private static AddressRange of(String text) {
        return parse(text).orElseThrow();
    }

    /** Whether the address lies in this range; one of the other IP version never does. */
    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefix % Byte.SIZE;
        return rest == 0 || (ours[whole] ^ theirs[whole]) >> (Byte.SIZE - rest) == 0;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
