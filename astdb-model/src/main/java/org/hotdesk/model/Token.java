package org.hotdesk.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** A word that Asterisk carries unquoted everywhere: a context, a language, an account code, a person's uid. */
public record Token(String text) {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}");

    public Token {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "not a word of 1 to 64 letters, digits or _ . @ -: length " + text.length());
        }
    }

    /** Reads a word that came from outside; empty when the text is none. */
    public static Optional<Token> parse(String text) {
        return isValid(text) ? Optional.of(new Token(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
