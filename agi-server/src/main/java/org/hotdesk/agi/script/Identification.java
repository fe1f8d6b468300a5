package org.hotdesk.agi.script;

import java.util.Arrays;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiCall;
import org.hotdesk.login.PinGate;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;

/**
 * Finds out who wants to log in: a number and its PIN, each taken from the code that was dialled or asked for. A caller
 * hears no difference between a wrong PIN, a number that is nobody's, a user without a PIN, and too many wrong PINs. One owner thread.
 */
final class Identification {
    private final AgiCall call;
    private final Keypad keypad;
    private final PinGate gate;
    private final DeviceNumber device;
    private final Optional<String> dialledUser;
    private Optional<char[]> dialledPin;

    /** What came out: a user who proved it, or the ending that the caller gets. */
    record Result(Optional<UserNumber> user, Ending otherwise) {}

    Identification(AgiCall call, PinGate gate, DeviceNumber device) {
        this(call, gate, device, call.parameter("user"));
    }

    /** @param user who it must be, so that nobody is asked for it; empty to ask */
    Identification(AgiCall call, PinGate gate, DeviceNumber device, Optional<String> user) {
        this.call = call;
        this.keypad = new Keypad(call);
        this.gate = gate;
        this.device = device;
        this.dialledUser = user;
        this.dialledPin = call.parameter("pin").map(String::toCharArray);
    }

    /** Asks until it is right, or as often as that. */
    Result within(int tries) {
        for (int attempt = 1; attempt <= tries; attempt++) {
            Optional<String> number =
                    dialledUser.or(() -> keypad.ask(Prompt.ENTER_USER).map(String::new));
            if (number.isEmpty()) {
                return new Result(Optional.empty(), Ending.NO_INPUT);
            }
            Optional<char[]> pin = dialledPin.or(() -> keypad.ask(Prompt.ENTER_PIN));
            dialledPin = Optional.empty();
            if (pin.isEmpty()) {
                return new Result(Optional.empty(), Ending.NO_INPUT);
            }
            Optional<UserNumber> user = UserNumber.parse(number.get());
            PinVerdict verdict = verdict(user, pin.get());
            if (verdict == PinVerdict.RIGHT) {
                return new Result(user, Ending.LOGGED_IN);
            }
            if (verdict == PinVerdict.UNAVAILABLE) {
                return new Result(Optional.empty(), Ending.FAILED);
            }
            if (attempt < tries) {
                keypad.play(Prompt.INCORRECT);
            }
        }
        return new Result(Optional.empty(), Ending.REFUSED);
    }

    private PinVerdict verdict(Optional<UserNumber> user, char[] pin) {
        call.limit(Keypad.ARMED);
        try {
            return gate.check(device, user, pin);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }
}
