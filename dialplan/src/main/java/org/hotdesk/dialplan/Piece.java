package org.hotdesk.dialplan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of the dialplan as it stands beside this class, with {@code @name@} where a value goes in. */
record Piece(String text) {
    private static final Pattern HOLE = Pattern.compile("@([a-z][a-z.-]*)@");

    /** Reads the part of this name from the jar. */
    static Piece named(String name) {
        try (InputStream in = Piece.class.getResourceAsStream(name + ".conf")) {
            if (in == null) {
                throw new IllegalStateException("no dialplan piece " + name);
            }
            return new Piece(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The text with every hole filled; a hole without a value is a bug. */
    String filled(Map<String, String> values) {
        Matcher holes = HOLE.matcher(text);
        return holes.replaceAll(hole -> {
            String value = values.get(hole.group(1));
            if (value == null) {
                throw new IllegalStateException("nothing for @" + hole.group(1) + "@");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
