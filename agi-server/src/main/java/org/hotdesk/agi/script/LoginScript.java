package org.hotdesk.agi.script;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiCall;
import org.hotdesk.agi.protocol.LogLimit;
import org.hotdesk.agi.protocol.Script;
import org.hotdesk.login.PinGate;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.EffectivePolicy;
import org.hotdesk.rules.LoginDecision.Refused.Reason;
import org.hotdesk.rules.LoginRules;
import org.hotdesk.store.EndedSession.Why;
import org.hotdesk.store.LoginOutcome;
import org.hotdesk.store.LoginOutcome.Changed;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;

/**
 * The codes by which a phone becomes a person's and nobody's again. Success is reported only when Asterisk has it;
 * before the store is touched the caller is asked for once more, so hanging up changes nothing. Thread-safe.
 */
public final class LoginScript implements Script {
    /** Which code a path serves. */
    public enum Code {
        /** {@code *11}: path {@code login}. */
        LOGIN,
        /** {@code *12}: path {@code logoff}; with a user, such as {@code *12201}, that user is logged off everywhere. */
        LOGOFF,
        /** {@code *13}: path {@code toggle}; logs off where somebody has logged in, else logs in. */
        TOGGLE
    }

    /** How long a caller waits for Asterisk's word; after it the change is called pending. */
    static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(LoginScript.class.getName());

    private final Code code;
    private final Store store;
    private final MirrorAcknowledgement mirror;
    private final PinGate gate;
    private final int pinTries;
    private final LogLimit refusals = new LogLimit(LOG, System::nanoTime);

    private record Result(Ending ending, Optional<UserNumber> user) {
        Result(Ending ending) {
            this(ending, Optional.empty());
        }
    }

    /**
     * Serves one code.
     *
     * @param pinTries how often a caller may mistype within one call
     */
    public LoginScript(Code code, Store store, MirrorAcknowledgement mirror, PinGate gate, int pinTries) {
        this.gate = gate;
        this.code = code;
        this.store = store;
        this.mirror = mirror;
        this.pinTries = pinTries;
    }

    @Override
    public void run(AgiCall call) {
        call.limit(Keypad.ARMED);
        call.answer();
        Optional<DeviceNumber> number = call.parameter("device").flatMap(DeviceNumber::parse);
        Result result = decide(call, number.flatMap(store.floor()::device));
        log(call, number, result);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HD_RESULT", result.ending().word());
        variables.put("HD_SAY", result.ending().say(result.user()));
        variables.put("HD_OK", "1");
        call.set(variables);
    }

    private Result decide(AgiCall call, Optional<Device> device) {
        if (device.isEmpty()) {
            return new Result(Ending.UNKNOWN_DEVICE);
        }
        try {
            return decide(call, device.get());
        } catch (StoreException broken) {
            refusals.say(
                    Level.ERROR,
                    "login-failed",
                    "store",
                    "class=" + broken.getClass().getName());
            return new Result(Ending.FAILED);
        }
    }

    private Result decide(AgiCall call, Device device) {
        if (code == Code.LOGOFF && call.parameter("user").isPresent()) {
            return logoffElsewhere(call, device.number());
        }
        if (device.isFixed()) {
            return new Result(Ending.FIXED);
        }
        boolean logsOff = code == Code.LOGOFF
                || (code == Code.TOGGLE && LoginRules.toggleLogsOff(store.floor(), device.number()));
        if (!logsOff
                && !EffectivePolicy.of(store.floor(), Optional.of(device.number()), Optional.empty())
                        .mayHotDesk()) {
            return new Result(Ending.FIXED);
        }
        return logsOff ? logoff(call, device.number()) : login(call, device.number());
    }

    private Result login(AgiCall call, DeviceNumber device) {
        Identification.Result identified = new Identification(call, gate, device).within(pinTries);
        if (identified.user().isEmpty()) {
            return new Result(identified.otherwise());
        }
        if (gate.isExpired(device, identified.user().get())
                && !new NewPin(call, gate).within(identified.user().get(), pinTries)) {
            return new Result(Ending.PIN_NOT_CHANGED, identified.user());
        }
        call.limit(Keypad.ARMED);
        Result result =
                result(call, store.logins().login(device, identified.user().get(), How.CODE));
        return new Result(result.ending(), result.user().or(identified::user));
    }

    private Result logoff(AgiCall call, DeviceNumber device) {
        call.limit(Keypad.ARMED);
        return result(call, store.logins().logoff(device, How.CODE));
    }

    /** From any phone: the user's sessions everywhere, for the PIN; but who sits somewhere by default stays there. */
    private Result logoffElsewhere(AgiCall call, DeviceNumber device) {
        Identification.Result identified = new Identification(call, gate, device).within(pinTries);
        if (identified.user().isEmpty()) {
            return new Result(identified.otherwise());
        }
        UserNumber user = identified.user().get();
        call.limit(Keypad.ARMED);
        long last = 0;
        for (Session session : store.floor().sessionsOf(user)) {
            LoginOutcome outcome = store.logins().end(session, Why.REMOTE, How.CODE);
            last = Math.max(last, outcome.fold(Changed::seq, unchanged -> 0L, refused -> 0L));
        }
        if (last == 0) {
            return new Result(Ending.NOBODY_HERE);
        }
        boolean reached = mirror.await(call, last, ACKNOWLEDGED_WITHIN);
        return new Result(reached ? Ending.LOGGED_OFF : Ending.PENDING, Optional.of(user));
    }

    private Result result(AgiCall call, LoginOutcome outcome) {
        return outcome.fold(
                changed -> {
                    if (!mirror.await(call, changed.seq(), ACKNOWLEDGED_WITHIN)) {
                        return new Result(Ending.PENDING, changed.change().begins());
                    }
                    return new Result(ending(changed), changed.change().begins());
                },
                unchanged -> unchanged.decision().user().isPresent()
                        ? new Result(Ending.ALREADY_HERE, unchanged.decision().user())
                        : new Result(Ending.NOBODY_HERE),
                refused -> new Result(ending(refused.reason())));
    }

    private static Ending ending(LoginOutcome.Changed changed) {
        if (!changed.change().byDefault()) {
            return Ending.LOGGED_IN;
        }
        return changed.change().begins().isPresent() ? Ending.BACK_TO_DEFAULT : Ending.LOGGED_OFF;
    }

    private static Ending ending(Reason reason) {
        return switch (reason) {
            case NO_SUCH_DEVICE -> Ending.UNKNOWN_DEVICE;
            case DEVICE_IS_FIXED, DEVICE_MAY_NOT -> Ending.FIXED;
            case NO_SUCH_USER -> Ending.REFUSED;
            case USER_MAY_NOT, NOT_OF_ALLOWED_GROUP, NOT_IN_ALLOWED_AREA -> Ending.NOT_ALLOWED;
            case SITS_ELSEWHERE, TOO_MANY_PHONES -> Ending.SITS_ELSEWHERE;
        };
    }

    private void log(AgiCall call, Optional<DeviceNumber> device, Result result) {
        switch (result.ending()) {
            case LOGGED_IN, LOGGED_OFF, BACK_TO_DEFAULT, PENDING ->
                LOG.log(
                        Level.INFO,
                        () -> result.ending().word() + " device="
                                + device.map(DeviceNumber::digits).orElse("none") + " user="
                                + result.user().map(UserNumber::digits).orElse("none") + " call=" + call.id());
            case FIXED, UNKNOWN_DEVICE, NOT_ALLOWED, SITS_ELSEWHERE, PIN_NOT_CHANGED -> {
                store.ledger().refused(device, result.user(), result.ending().word());
                refusals.say(
                        Level.INFO,
                        "login-" + result.ending().word(),
                        device.map(DeviceNumber::digits).orElse("none"));
            }
            // Not who it was: a PIN is often typed where the number belongs.
            default ->
                refusals.say(
                        Level.INFO,
                        "login-" + result.ending().word(),
                        device.map(DeviceNumber::digits).orElse("none"));
        }
    }
}
