package org.hotdesk.dialplan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Two codes of which what a phone dials could mean either. An emergency number is never one of them: it has digits only,
 * and a code begins with a star or hash.
 *
 * @param what in one line, with both names
 */
public record CodeCollision(Code code, Code other, String what) {
    /**
     * The first that there is.
     *
     * @param dialled what is dialled for each code
     */
    public static Optional<CodeCollision> among(Map<Code, String> dialled) {
        List<Map.Entry<Code, String>> codes = List.copyOf(new TreeMap<>(dialled).entrySet());
        return codes.stream()
                .flatMap(code -> codes.stream().flatMap(other -> between(code, other).stream()))
                .findFirst();
    }

    private static Optional<CodeCollision> between(Map.Entry<Code, String> code, Map.Entry<Code, String> other) {
        String shorter = code.getValue();
        String longer = other.getValue();
        if (code.getKey() == other.getKey()) {
            return Optional.empty();
        }
        if (shorter.equals(longer)) {
            return collision(code.getKey(), other.getKey(), "are both dialled " + shorter);
        }
        boolean isDigitsBehind = code.getKey().takesDigits()
                && longer.startsWith(shorter)
                && Character.isDigit(longer.charAt(shorter.length()));
        return isDigitsBehind
                ? collision(
                        code.getKey(),
                        other.getKey(),
                        "collide: " + shorter + " takes a number behind it, and " + longer + " begins so")
                : Optional.empty();
    }

    private static Optional<CodeCollision> collision(Code code, Code other, String how) {
        return Optional.of(new CodeCollision(
                code, other, "codes." + code.literal() + " and codes." + other.literal() + " " + how));
    }
}
