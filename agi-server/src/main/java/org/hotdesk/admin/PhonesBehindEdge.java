package org.hotdesk.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Technology;
import org.hotdesk.rules.Admission;

/** Devices that shall register at the SIP edge and cannot. Pure. */
final class PhonesBehindEdge {
    private PhonesBehindEdge() {}

    /** A line for each thing that keeps some from it. */
    static List<String> faults(Floor floor, boolean edgeIsThere) {
        List<String> faults = new ArrayList<>();
        List<String> all = some(floor, device -> true);
        if (!edgeIsThere && !all.isEmpty()) {
            faults.add("behind a SIP edge that is not there: device " + Admission.some(all)
                    + "; set sip.listen and restart, or 'hotdesk device set DEVICE --edge false'");
        }
        List<String> strange = some(floor, device -> !device.dial().equals(wanted(device)));
        if (!strange.isEmpty()) {
            faults.add("behind the SIP edge and not dialled PJSIP/<device>, so Asterisk does not know it: device "
                    + Admission.some(strange)
                    + "; 'hotdesk device set DEVICE --edge false', or give it that dial string");
        }
        return List.copyOf(faults);
    }

    /** Why such a device can neither ring nor call as things are now; empty when it can, as far as we know. */
    static Optional<String> silence(Floor floor, Registrars registrars, DeviceNumber number) {
        if (floor.device(number).filter(Device::behindEdge).isEmpty()) {
            return Optional.empty();
        }
        if (!registrars.isEdgeThere()) {
            return Optional.of("Device " + number + " is behind a SIP edge that is not there, so it cannot ring: set"
                    + " sip.listen and restart, or 'hotdesk device set " + number + " --edge false'.");
        }
        return !registrars.isRegistered(number)
                ? Optional.of("Device " + number + " is not registered at the SIP edge now, so it cannot ring.")
                : Optional.empty();
    }

    private static List<String> some(Floor floor, Predicate<Device> which) {
        return floor.devices().stream()
                .filter(Device::behindEdge)
                .filter(which)
                .map(Device::number)
                .map(DeviceNumber::digits)
                .sorted()
                .toList();
    }

    private static DialString wanted(Device device) {
        return DialString.of(Technology.PJSIP, device.number());
    }
}
