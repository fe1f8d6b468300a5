package org.hotdesk.sip.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages of RFC 4475, kept in the notation of its §2: {@code <allOneLine>}, {@code <hex>} and {@code <repeat>};
 * {@code <length/>} is our addition and becomes the length of the body. Lines end with CR LF.
 */
public final class TortureFiles {
    /** A row of the table: what becomes of the file. */
    public record Row(String section, String file, String verdict, String fault) {
        @Override
        public String toString() {
            return section + " " + file;
        }
    }

    private static final Pattern ONE_LINE = Pattern.compile("<allOneLine>\n(.*?)</allOneLine>\n", Pattern.DOTALL);
    private static final Pattern REPEAT = Pattern.compile("<repeat count=(\\d+)>(.*?)</repeat>");
    private static final Pattern HEX = Pattern.compile("<hex>([0-9A-F]+)</hex>");

    private TortureFiles() {}

    public static List<Row> rows() {
        return resource("verdicts.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.trim().split("\\s+", -1))
                .map(cells -> new Row(cells[0], cells[1], cells[2], cells.length > 3 ? cells[3] : ""))
                .toList();
    }

    public static byte[] message(String file) {
        String text = ONE_LINE.matcher(resource(file + ".txt"))
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).replace("\n", "")) + "\n");
        text = REPEAT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))))
                .replace("\n", "\r\n");
        int body = text.indexOf("\r\n\r\n") + 4;
        int length = bytes(text.substring(body)).length;
        return bytes(text.replace("<length/>", Integer.toString(length)));
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher hex = HEX.matcher(text);
        int done = 0;
        while (hex.find()) {
            out.writeBytes(text.substring(done, hex.start()).getBytes(StandardCharsets.UTF_8));
            out.writeBytes(HexFormat.of().parseHex(hex.group(1)));
            done = hex.end();
        }
        out.writeBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static String resource(String name) {
        try (InputStream in = TortureFiles.class.getResourceAsStream("torture/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no file torture/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
