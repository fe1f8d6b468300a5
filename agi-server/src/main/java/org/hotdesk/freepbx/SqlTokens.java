package org.hotdesk.freepbx;

import java.io.IOException;
import java.io.Reader;

/**
 * Cuts SQL as mysqldump writes it into words, names, texts and signs; comments are passed over, the conditional ones too.
 * Reads as it goes, so a dump may be of any size. One owner thread.
 */
final class SqlTokens {
    /** Longest word or text, in characters; nothing that is taken over is near it. */
    static final int LENGTH_MAX = 1_048_576;

    private static final int END = -1;

    private final Reader in;
    private int current;
    private int pending;
    private int line = 1;

    /** What a token is. */
    enum Kind {
        /** A number, a key word, or a name without quotes. */
        WORD,
        /** A name in backquotes. */
        NAME,
        /** A string, its escapes undone. */
        TEXT,
        /** One character of any other kind. */
        SIGN,
        /** Nothing comes after it. */
        END
    }

    /** @param text empty where the caller did not want it */
    record Token(Kind kind, String text) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    SqlTokens(Reader in) throws IOException {
        this.in = in;
        this.current = in.read();
    }

    /** The line the next character is in, from 1. */
    int line() {
        return line;
    }

    /** @param wanted false to pass over texts of any length without keeping them */
    Token next(boolean wanted) throws IOException {
        while (current != END) {
            int c = current;
            if (Character.isWhitespace(c) || c == 0xFEFF) {
                advance();
            } else if (c == '\'' || c == '"') {
                return new Token(Kind.TEXT, quoted(c, wanted));
            } else if (c == '`') {
                return new Token(Kind.NAME, quoted(c, wanted));
            } else if (isWordPart(c) && c != '.') {
                return new Token(Kind.WORD, word(wanted));
            } else if (!passComment()) {
                return new Token(Kind.SIGN, Character.toString(pending));
            }
        }
        return new Token(Kind.END, "");
    }

    /** Passes a comment over, or takes one sign as {@link #pending} and says false. */
    private boolean passComment() throws IOException {
        pending = current;
        advance();
        if (pending == '#' || (pending == '-' && current == '-')) {
            while (current != END && current != '\n') {
                advance();
            }
            return true;
        }
        if (pending == '/' && current == '*') {
            advance();
            passBlock();
            return true;
        }
        return false;
    }

    private void passBlock() throws IOException {
        int begun = line;
        int before = 0;
        while (current != END && !(before == '*' && current == '/')) {
            before = current;
            advance();
        }
        if (current == END) {
            throw new DumpException("line " + begun + ": a comment begins that does not end; was the dump cut off?");
        }
        advance();
    }

    private String word(boolean wanted) throws IOException {
        var text = new StringBuilder();
        while (isWordPart(current)) {
            keep(text, current, wanted);
            advance();
        }
        return text.toString();
    }

    private String quoted(int quote, boolean wanted) throws IOException {
        int begun = line;
        var text = new StringBuilder();
        advance();
        while (current != END) {
            int c = current;
            advance();
            if (c == quote && current != quote) {
                return text.toString();
            }
            if (c == quote) {
                advance(); // a quote twice is one
            } else if (c == '\\' && quote != '`') {
                c = unescaped(current);
                advance();
            }
            keep(text, c, wanted);
        }
        throw new DumpException("line " + begun + ": a text begins that does not end; was the dump cut off?");
    }

    // MySQL Reference Manual, String Literals: any other escaped character stands for itself.
    private static int unescaped(int c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> 0;
            case 'b' -> '\b';
            case 'Z' -> 26;
            default -> c;
        };
    }

    private void keep(StringBuilder text, int c, boolean wanted) {
        if (wanted) {
            if (text.length() >= LENGTH_MAX) {
                throw new DumpException("line " + line + ": a value is longer than " + LENGTH_MAX + " characters");
            }
            text.append((char) c);
        }
    }

    private void advance() throws IOException {
        if (current == '\n') {
            line++;
        }
        current = in.read();
    }

    private static boolean isWordPart(int c) {
        return c != END && (Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.' || c == '@');
    }
}
