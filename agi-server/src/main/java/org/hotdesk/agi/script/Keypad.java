package org.hotdesk.agi.script;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiCall;

/**
 * Asks a caller for digits. Before each command that blocks it sets the time after which Asterisk takes the caller back,
 * so a companion that freezes at any moment keeps nobody longer than {@link #ARMED}. One owner thread.
 */
final class Keypad {
    /** Longer than any prompt, than a slice of waiting, and than a login takes; a frozen one is left after it. */
    static final Duration ARMED = Duration.ofMillis(4_200);

    /** Most digits that are taken; more are dropped. */
    static final int DIGITS_MAX = 15;

    private static final Duration SLICE = Duration.ofMillis(2_500);
    private static final int SLICES_BEFORE_FIRST_KEY = 4;
    private static final int SLICES_BETWEEN_KEYS = 2;
    private static final int KEYS_MAX = 64;
    private static final String KEYS = "0123456789*#";

    private final AgiCall call;

    Keypad(AgiCall call) {
        this.call = call;
    }

    /**
     * Plays a prompt, which the first key cuts short, and collects digits up to the pound key or a pause; a star begins
     * anew. Empty when no key was pressed at all.
     */
    Optional<char[]> ask(Prompt prompt) {
        Optional<Character> key = play(prompt);
        char[] digits = new char[DIGITS_MAX];
        int count = 0;
        int keys = 0;
        int silent = 0;
        while (keys < KEYS_MAX) {
            if (key.isPresent()) {
                keys++;
                silent = 0;
                char pressed = key.get();
                if (pressed == '#') {
                    break;
                }
                count = pressed == '*' ? 0 : append(digits, count, pressed);
            } else if (++silent > (keys == 0 ? SLICES_BEFORE_FIRST_KEY : SLICES_BETWEEN_KEYS)) {
                break;
            }
            call.limit(ARMED);
            key = call.key(SLICE);
        }
        return keys == 0 ? Optional.empty() : Optional.of(taken(digits, count));
    }

    private static int append(char[] digits, int count, char pressed) {
        if (count < digits.length) {
            digits[count] = pressed;
            return count + 1;
        }
        return count;
    }

    // A PIN is among what is typed: no copy of it stays behind.
    private static char[] taken(char[] digits, int count) {
        char[] taken = Arrays.copyOf(digits, count);
        Arrays.fill(digits, '\0');
        return taken;
    }

    /** Plays a prompt; the key that cut it short, if one did. */
    Optional<Character> play(Prompt prompt) {
        call.limit(ARMED);
        return call.play(prompt.file(), KEYS);
    }
}
