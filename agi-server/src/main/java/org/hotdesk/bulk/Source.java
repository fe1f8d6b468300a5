package org.hotdesk.bulk;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One file that came in, whole. */
public final class Source {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String name;
    private final byte[] bytes;

    /**
     * Keeps the bytes as they are.
     *
     * @param name without the folder, as messages have it
     */
    public Source(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    /** Its text, without a byte order mark; empty, and said so, where it is no UTF-8. */
    Optional<CharBuffer> text(Problems problems) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            problems.add(new Problem(name, lineOf(in.position()), 0, "", "is no UTF-8; save the file as UTF-8"));
            return Optional.empty();
        }
        out.flip();
        if (out.hasRemaining() && out.get(0) == BYTE_ORDER_MARK) {
            out.get();
        }
        return Optional.of(out.slice());
    }

    private int lineOf(int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** Never with the content. */
    @Override
    public String toString() {
        return name;
    }
}
