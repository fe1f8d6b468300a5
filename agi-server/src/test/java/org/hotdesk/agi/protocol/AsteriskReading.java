package org.hotdesk.agi.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a command apart as Asterisk does, written from its behaviour and not from our encoder. */
public final class AsteriskReading {
    private AsteriskReading() {}

    /** The variables that a command line sets, in order. */
    public static Map<String, String> variablesSetBy(String line) {
        List<String> tokens = tokens(line);
        if (tokens.size() != 4 || !tokens.get(0).equals("SET") || !tokens.get(1).equals("VARIABLE")) {
            throw new IllegalArgumentException("not SET VARIABLE with two arguments: " + tokens.size() + " tokens");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        String name = tokens.get(2);
        if (!name.startsWith("ARRAY(")) {
            variables.put(name, tokens.get(3));
            return variables;
        }
        List<String> names = arguments(name.substring(6, name.length() - 1));
        List<String> texts = arguments(tokens.get(3));
        for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), i < texts.size() ? texts.get(i) : "");
        }
        return variables;
    }

    /** AGI's own layer: blanks part tokens, quotes hold them together, a backslash saves the next character. */
    public static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        var token = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if ((c == ' ' || c == '\t') && !quoted) {
                if (begun) {
                    tokens.add(token.toString());
                    token.setLength(0);
                    begun = false;
                }
            } else {
                if (c == '\\') {
                    i++;
                    c = line.charAt(i);
                }
                token.append(c);
                begun = true;
            }
        }
        if (begun) {
            tokens.add(token.toString());
        }
        return tokens;
    }

    /** The layer of functions and applications: commas part, unless in quotes or brackets; quotes are eaten. */
    public static List<String> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        var argument = new StringBuilder();
        int round = 0;
        int square = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted = !quoted;
                case '\\' -> argument.append(text.charAt(++i));
                case ',' -> {
                    if (quoted || round > 0 || square > 0) {
                        argument.append(c);
                    } else {
                        arguments.add(argument.toString());
                        argument.setLength(0);
                    }
                }
                default -> {
                    round += c == '(' ? 1 : c == ')' && round > 0 ? -1 : 0;
                    square += c == '[' ? 1 : c == ']' && square > 0 ? -1 : 0;
                    argument.append(c);
                }
            }
        }
        arguments.add(argument.toString());
        return arguments;
    }
}
