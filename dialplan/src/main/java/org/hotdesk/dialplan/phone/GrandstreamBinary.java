package org.hotdesk.dialplan.phone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.hotdesk.phone.MacAddress;

/**
 * The configuration file of Grandstream's phones that know no XML, as their configuration tool makes it: 16 bytes of
 * length in words, checksum, address and two line ends; then the parameters and a key word. All words of the file, of 16
 * bits each, the higher byte first, add up to zero.
 */
final class GrandstreamBinary {
    private static final int HEAD = 16;
    private static final int CHECKSUM_AT = 4;
    private static final String KEY = "gnkey=0b82";

    private GrandstreamBinary() {}

    /** @param parameters such as {@code P35=1001&P47=pbx}, in ASCII */
    static byte[] of(MacAddress mac, String parameters) {
        byte[] body = (parameters.isEmpty() ? KEY : parameters + "&" + KEY).getBytes(StandardCharsets.US_ASCII);
        int words = (HEAD + body.length + 1) / 2;
        ByteBuffer file = ByteBuffer.allocate(words * 2);
        file.putInt(words).putShort((short) 0);
        file.put(HexFormat.of().parseHex(mac.digits())).put("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        file.put(body);
        file.putShort(CHECKSUM_AT, (short) -sum(file));
        return file.array();
    }

    /** Of all words, without what goes over 16 bits. */
    static int sum(ByteBuffer file) {
        int sum = 0;
        for (int at = 0; at < file.capacity(); at += 2) {
            sum += Short.toUnsignedInt(file.getShort(at));
        }
        return sum & 0xFFFF;
    }
}
