package org.hotdesk.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;

/** The first two blocks of a file of H2: a line of text, twice. */
final class FileHead {
    private static final int BLOCK = 4096;
    private static final String CLOSED = ",clean:1";
    private static final String CHECK = "fletcher";

    private FileHead() {}

    /**
     * The same without the word that the file was closed, and nothing left to read in the one that was given. Where it stands
     * H2 trusts what the newest version says of all others, and when one of them is not as said, takes up any it has
     * looked at. That word is still there when the power goes at the first writes after a start. Without it H2 looks at each.
     */
    static ByteBuffer neverClosed(ByteBuffer head) {
        byte[] bytes = new byte[head.remaining()];
        head.get(bytes);
        if (bytes.length >= 2 * BLOCK) {
            String text = new String(bytes, 0, BLOCK, StandardCharsets.ISO_8859_1);
            int check = text.indexOf("," + CHECK + ":");
            if (check > 0 && text.substring(0, check).contains(CLOSED)) {
                byte[] line = line(text.substring(0, check).replace(CLOSED, ""));
                Arrays.fill(bytes, 0, 2 * BLOCK, (byte) 0);
                System.arraycopy(line, 0, bytes, 0, line.length);
                System.arraycopy(line, 0, bytes, BLOCK, line.length);
            }
        }
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] line(String text) {
        var line = new StringBuilder(text);
        DataUtils.appendMap(
                line, CHECK, DataUtils.getFletcher32(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length()));
        return line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
