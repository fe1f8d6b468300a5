package org.hotdesk.ami.lamp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hotdesk.ami.link.DeviceState;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;

/** Which device bears which name in the device state engine, and the last state heard of it. One owner thread. */
final class Desks {
    private final Map<DeviceNumber, String> nameOf = new HashMap<>();
    private final Map<String, Set<DeviceNumber>> devicesOf = new HashMap<>();
    private final Map<String, DeviceState> states = new HashMap<>();

    /** Learns a device's name anew; true when it is one whose state was never heard. */
    boolean learn(Floor floor, DeviceNumber number) {
        var device = floor.device(number);
        String name = device.map(d -> d.dial().stateName()).orElse("");
        if (!name.equals(nameOf(number))) {
            forget(number);
            device.ifPresent(this::add);
        }
        return !name.isEmpty() && !states.containsKey(name);
    }

    /** Forgets everything and learns all devices of the floor; their states are unknown then. */
    void learnAll(Floor floor) {
        nameOf.clear();
        devicesOf.clear();
        states.clear();
        floor.devices().forEach(this::add);
    }

    /** Takes a state in; the devices it concerns, none when the name is of no device of ours or the state is old news. */
    Set<DeviceNumber> hear(String name, DeviceState state) {
        Set<DeviceNumber> devices = devicesOf.getOrDefault(name, Set.of());
        if (devices.isEmpty() || state.equals(states.put(name, state))) {
            return Set.of();
        }
        return devices;
    }

    DeviceState stateOf(DeviceNumber number) {
        String name = nameOf.getOrDefault(number, "");
        return states.getOrDefault(name, DeviceState.UNKNOWN);
    }

    String nameOf(DeviceNumber number) {
        return nameOf.getOrDefault(number, "");
    }

    private void add(Device device) {
        String name = device.dial().stateName();
        nameOf.put(device.number(), name);
        devicesOf.computeIfAbsent(name, ignored -> new HashSet<>(1)).add(device.number());
    }

    private void forget(DeviceNumber number) {
        String name = nameOf.remove(number);
        if (name == null) {
            return;
        }
        Set<DeviceNumber> others = devicesOf.getOrDefault(name, Set.of());
        others.remove(number);
        if (others.isEmpty()) {
            devicesOf.remove(name);
            states.remove(name);
        }
    }
}
