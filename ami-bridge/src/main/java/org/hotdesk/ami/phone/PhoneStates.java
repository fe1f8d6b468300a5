package org.hotdesk.ami.phone;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hotdesk.ami.burst.BurstWorker;
import org.hotdesk.ami.link.AmiActions;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.DeviceState;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.Floor;

/**
 * The states of all phones at one Asterisk: asked when its link comes up, heard from then on. Every companion that has a link
 * hears them, whichever of them writes. Thread-safe; only a thread of its own waits for Asterisk.
 */
public final class PhoneStates implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PhoneStates.class.getName());
    private static final int AT_ONCE = 500;

    private final AmiActions actions;
    private final Supplier<Floor> floor;
    private final PhoneListener listener;
    private final BurstWorker asking = new BurstWorker("hotdesk-phones", this::askAll);
    private final Map<String, DeviceState> states = new ConcurrentHashMap<>();
    private final Set<DeviceNumber> away = ConcurrentHashMap.newKeySet();

    /** What was heard since the asking began: it is newer than the answers. */
    private volatile Map<String, DeviceState> heardMeanwhile = new ConcurrentHashMap<>();

    /** @param floor gives the newest snapshot without blocking */
    public PhoneStates(AmiActions actions, Supplier<Floor> floor, PhoneListener listener) {
        this.actions = actions;
        this.floor = floor;
        this.listener = listener;
    }

    /** Asks for every phone's state. */
    public void askAgain() {
        asking.wish();
    }

    /** Takes in a state that Asterisk reported for any device, ours or not. */
    public void heard(String name, DeviceState state) {
        List<DeviceNumber> devices =
                DialString.parse(name).map(floor.get()::devicesBehind).orElse(List.of());
        if (!devices.isEmpty()) {
            states.put(name, state);
            heardMeanwhile.put(name, state);
            devices.forEach(device -> listener.heard(device, seen(device, state)));
        }
    }

    /** Takes in whether the phone of a device behind the SIP edge is there; Asterisk does not know that. */
    public void reachable(DeviceNumber device, boolean isThere) {
        if (isThere ? away.remove(device) : away.add(device)) {
            floor.get().device(device).ifPresent(known -> listener.heard(device, seen(known)));
        }
    }

    /** The device's state as it was heard last. */
    public DeviceState of(Device device) {
        return seen(device);
    }

    @Override
    public void close() {
        asking.close();
    }

    private DeviceState seen(Device device) {
        return seen(device.number(), states.getOrDefault(device.dial().stateName(), DeviceState.UNKNOWN));
    }

    /** What Asterisk says, unless the SIP edge knows better; a call that goes on proves the edge wrong. */
    private DeviceState seen(DeviceNumber device, DeviceState state) {
        boolean idle = state == DeviceState.NOT_INUSE || state == DeviceState.UNKNOWN;
        return idle && away.contains(device) ? DeviceState.UNAVAILABLE : state;
    }

    private void askAll() {
        Map<String, DeviceState> newer = new ConcurrentHashMap<>();
        heardMeanwhile = newer;
        List<Device> devices = List.copyOf(floor.get().devices());
        Map<String, DeviceState> answers = new HashMap<>();
        try {
            for (int from = 0; from < devices.size(); from += AT_ONCE) {
                answers.putAll(ask(devices.subList(from, Math.min(devices.size(), from + AT_ONCE))));
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof AmiException lost) {
                LOG.log(DEBUG, () -> "phones not asked, once more when the link is back why=" + lost.getMessage());
                return;
            }
            throw e;
        }
        answers.putAll(newer);
        states.clear();
        states.putAll(answers);
        Map<DeviceNumber, DeviceState> all = new HashMap<>();
        devices.forEach(device -> all.put(device.number(), seen(device)));
        listener.allHeard(all);
    }

    private Map<String, DeviceState> ask(List<Device> devices) {
        List<Map.Entry<String, CompletableFuture<String>>> asked = new ArrayList<>();
        devices.forEach(device -> {
            String name = device.dial().stateName();
            asked.add(Map.entry(name, actions.getvar("DEVICE_STATE(" + name + ")")));
        });
        Map<String, DeviceState> answers = new HashMap<>();
        asked.forEach(one ->
                answers.put(one.getKey(), DeviceState.parse(one.getValue().join())));
        return answers;
    }
}
