package org.hotdesk.agi.script;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiCall;
import org.hotdesk.agi.protocol.LogLimit;
import org.hotdesk.agi.protocol.Script;
import org.hotdesk.login.PinGate;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;

/**
 * {@code *14}, path {@code change-pin}: whoever sits at the phone, or says who they are, gives the old PIN and the new one
 * twice. Wrong old PINs count as those of a login. Thread-safe.
 */
public final class ChangePinScript implements Script {
    private static final Logger LOG = System.getLogger(ChangePinScript.class.getName());

    private final Store store;
    private final PinGate gate;
    private final int tries;
    private final LogLimit refusals = new LogLimit(LOG, System::nanoTime);

    /** @param tries how often a caller may mistype the old PIN, and how often the new one, within one call */
    public ChangePinScript(Store store, PinGate gate, int tries) {
        this.store = store;
        this.gate = gate;
        this.tries = tries;
    }

    @Override
    public void run(AgiCall call) {
        call.limit(Keypad.ARMED);
        call.answer();
        Optional<DeviceNumber> device = call.parameter("device").flatMap(DeviceNumber::parse);
        Ending ending = decide(call, device.flatMap(store.floor()::device));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HD_RESULT", ending.word());
        variables.put("HD_SAY", ending.say(Optional.empty()));
        variables.put("HD_OK", "1");
        call.set(variables);
    }

    private Ending decide(AgiCall call, Optional<Device> device) {
        if (device.isEmpty()) {
            return Ending.UNKNOWN_DEVICE;
        }
        if (!gate.isPinOurs()) {
            return Ending.FIXED;
        }
        try {
            return change(call, device.get().number());
        } catch (StoreException broken) {
            refusals.say(
                    Level.ERROR,
                    "change-pin-failed",
                    "store",
                    "class=" + broken.getClass().getName());
            return Ending.FAILED;
        }
    }

    private Ending change(AgiCall call, DeviceNumber device) {
        Optional<String> here =
                store.floor().sessionAt(device).map(Session::user).map(UserNumber::digits);
        Identification.Result identified = new Identification(call, gate, device, here).within(tries);
        if (identified.user().isEmpty()) {
            refusals.say(Level.INFO, "change-pin-" + identified.otherwise().word(), device.digits());
            return identified.otherwise();
        }
        UserNumber user = identified.user().get();
        if (!new NewPin(call, gate).within(user, tries)) {
            return Ending.PIN_NOT_CHANGED;
        }
        LOG.log(Level.INFO, () -> "pin-changed device=" + device + " user=" + user + " call=" + call.id());
        return Ending.PIN_CHANGED;
    }
}
