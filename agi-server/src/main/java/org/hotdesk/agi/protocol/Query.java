package org.hotdesk.agi.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiException.Why;

/**
 * Path and parameters of {@code call?device=1001&callee=201}, as the dialplan asks for a script. Percent escapes are
 * undone; a plus sign stays one, since numbers begin with it.
 */
final class Query {
    private static final int PARAMETERS_MAX = 32;
    private static final int BYTES_MAX = 512;

    private final String path;
    private final Map<String, String> parameters;

    private Query(String path, Map<String, String> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    /**
     * Reads what stands behind the address in the dialplan's {@code agi://} line.
     *
     * @throws AgiException BAD_REQUEST for a broken escape, a control character, or more than we take
     */
    static Query parse(String script) {
        int question = script.indexOf('?');
        String path = question < 0 ? script : script.substring(0, question);
        Map<String, String> parameters = new HashMap<>();
        if (question >= 0) {
            int from = question + 1;
            while (from < script.length()) {
                int ampersand = script.indexOf('&', from);
                int to = ampersand < 0 ? script.length() : ampersand;
                addPair(parameters, script, from, to);
                from = to + 1;
            }
        }
        return new Query(path.startsWith("/") ? path.substring(1) : path, parameters);
    }

    private static void addPair(Map<String, String> parameters, String script, int from, int to) {
        int equals = script.indexOf('=', from);
        if (from == to) {
            return;
        }
        if (equals < 0 || equals >= to) {
            throw bad("a parameter without a value");
        }
        if (parameters.size() >= PARAMETERS_MAX || to - from > BYTES_MAX) {
            throw bad("too many or too long parameters");
        }
        String name = script.substring(from, equals);
        if (parameters.putIfAbsent(name, decoded(script, equals + 1, to)) != null) {
            throw bad("a parameter twice");
        }
    }

    private static String decoded(String script, int from, int to) {
        boolean plain = true;
        for (int i = from; i < to; i++) {
            char c = script.charAt(i);
            if (c < ' ' || c == 0x7f) {
                throw bad("a control character");
            }
            plain &= c != '%';
        }
        return plain ? script.substring(from, to) : unescaped(script.substring(from, to));
    }

    private static String unescaped(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i];
            if (b == '%') {
                b = i + 2 < bytes.length
                        ? Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16)
                        : -1;
                if (b < ' ' || b == 0x7f) {
                    throw bad("a broken escape or an escaped control character");
                }
                i += 2;
            }
            out.write(b);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static AgiException bad(String what) {
        return new AgiException(Why.BAD_REQUEST, what);
    }

    /** The path without a slash in front, such as {@code call}. */
    String path() {
        return path;
    }

    /** A parameter; empty when it is not there or has no text. */
    Optional<String> parameter(String name) {
        String text = parameters.get(name);
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
