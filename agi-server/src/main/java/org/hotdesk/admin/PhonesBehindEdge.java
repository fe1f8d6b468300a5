package org.hotdesk.admin;

import java.util.ArrayList;
import java.util.List;
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
