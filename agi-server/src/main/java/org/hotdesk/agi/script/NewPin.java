package org.hotdesk.agi.script;

import java.util.Arrays;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiCall;
import org.hotdesk.login.PinGate;
import org.hotdesk.model.UserNumber;

/** Asks a caller who has proved who they are for a new PIN, twice. One owner thread. */
final class NewPin {
    private final AgiCall call;
    private final Keypad keypad;
    private final PinGate gate;

    NewPin(AgiCall call, PinGate gate) {
        this.call = call;
        this.keypad = new Keypad(call);
        this.gate = gate;
    }

    /** Asks until one is taken, or as often as that; whether one was. */
    boolean within(UserNumber user, int tries) {
        for (int attempt = 1; attempt <= tries; attempt++) {
            Optional<char[]> first = keypad.ask(Prompt.NEW_PIN);
            if (first.isEmpty()) {
                return false;
            }
            Optional<Prompt> wrong = set(user, first.get());
            if (wrong.isEmpty()) {
                return true;
            }
            keypad.play(wrong.get());
        }
        return false;
    }

    /** What is to be said when it was not taken. */
    private Optional<Prompt> set(UserNumber user, char[] first) {
        try {
            if (gate.weakness(user, first).isPresent()) {
                return Optional.of(Prompt.NOT_VALID);
            }
            Optional<char[]> second = keypad.ask(Prompt.NEW_PIN_AGAIN);
            boolean same = Arrays.equals(first, second.orElse(new char[0]));
            second.ifPresent(pin -> Arrays.fill(pin, '\0'));
            if (!same) {
                return Optional.of(Prompt.TRY_AGAIN);
            }
            // Asks whether the caller is still there: who hangs up keeps the old one.
            call.limit(Keypad.ARMED);
            return gate.change(user, first) ? Optional.empty() : Optional.of(Prompt.NOT_VALID);
        } finally {
            Arrays.fill(first, '\0');
        }
    }
}
