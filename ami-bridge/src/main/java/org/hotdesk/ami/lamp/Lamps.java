package org.hotdesk.ami.lamp;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hotdesk.ami.burst.BurstWorker;
import org.hotdesk.ami.burst.Marks;
import org.hotdesk.ami.link.AmiActions;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.DeviceState;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;

/**
 * Keeps the lamps of one Asterisk: {@code Custom:HD<user>}, {@code Custom:DND<user>} and {@code Custom:DEVDND<device>}.
 * A lamp is written when it changes; all are written after {@link #rewriteAll}. What happens while lamps are being
 * written is worked off together afterwards, so a burst of events costs one write a lamp. No method but {@link #await} waits for Asterisk.
 * Thread-safe.
 */
public final class Lamps implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Lamps.class.getName());
    private static final int AT_ONCE = 500;

    private final AmiActions actions;
    private final Supplier<Floor> floor;
    private final BooleanSupplier mayWrite;
    private final BurstWorker worker;

    private final Map<String, DeviceState> heard = new ConcurrentHashMap<>();
    private final Marks<UserNumber> touchedUsers = new Marks<>();
    private final Marks<DeviceNumber> touchedDevices = new Marks<>();
    private final AtomicBoolean everything = new AtomicBoolean();

    private final Set<DeviceNumber> away = ConcurrentHashMap.newKeySet();
    private final Desks desks = new Desks();
    private final Map<String, DeviceState> shown = new ConcurrentHashMap<>();
    private final AtomicLong written = new AtomicLong();
    private volatile Optional<String> fault = Optional.empty();

    /** @param mayWrite whether lamps are ours to write now; what was missed meanwhile is for {@link #rewriteAll} */
    public Lamps(AmiActions actions, Supplier<Floor> floor, BooleanSupplier mayWrite) {
        this.actions = actions;
        this.floor = floor;
        this.mayWrite = mayWrite;
        this.worker = new BurstWorker("hotdesk-lamps", this::workOff);
    }

    /** Asks Asterisk for the state of every phone and writes every lamp, whatever was written before. */
    public void rewriteAll() {
        everything.set(true);
        worker.wish();
    }

    /** Takes in a state that Asterisk reported for any device, ours or not. */
    public void heard(String device, DeviceState state) {
        heard.put(device, state);
        worker.wish();
    }

    /**
     * Takes in whether the phone of a device that Asterisk reaches by the SIP edge is there. Asterisk does not know that,
     * and would show an idle phone. A device that is not behind the edge is reachable.
     */
    public void reachable(DeviceNumber device, boolean isThere) {
        if (isThere ? away.remove(device) : away.add(device)) {
            touchedDevices.addAll(List.of(device));
            worker.wish();
        }
    }

    /** Looks anew at these users and devices: somebody moved, switched do not disturb, came or went. */
    public void touch(Collection<UserNumber> users, Collection<DeviceNumber> devices) {
        touchedUsers.addAll(users);
        touchedDevices.addAll(devices);
        worker.wish();
    }

    /** Waits until the lamps show what was touched so far; false when they do not after that time. */
    public boolean await(Duration most) {
        return worker.await(most);
    }

    /** What the user's lamp shows; empty when it was not written since the link came up. */
    public Optional<DeviceState> of(UserNumber user) {
        return Optional.ofNullable(shown.get(userLamp(user)));
    }

    public LampStatus status() {
        return new LampStatus(shown.size(), written.get(), fault);
    }

    @Override
    public void close() {
        worker.close();
    }

    private void workOff() {
        if (!mayWrite.getAsBoolean()) {
            return;
        }
        if (everything.getAndSet(false)) {
            writeEverything();
        } else {
            writeTouched();
        }
    }

    private void writeEverything() {
        touchedUsers.takeAll();
        touchedDevices.takeAll();
        Floor now = floor.get();
        desks.learnAll(now);
        shown.clear();
        ask(now.devices().stream().map(device -> desks.nameOf(device.number())).toList());
        takeHeard();
        Map<String, DeviceState> lamps = new LinkedHashMap<>();
        now.users().forEach(user -> userLamps(now, user.number(), lamps));
        now.devices().forEach(device -> deviceLamps(now, device.number(), lamps));
        write(lamps);
    }

    private void writeTouched() {
        Set<DeviceNumber> devices = touchedDevices.takeAll();
        Set<UserNumber> users = touchedUsers.takeAll();
        Floor now = floor.get(); // after the taking, so that it shows what the touches were about
        List<String> unheard = new ArrayList<>();
        for (DeviceNumber device : devices) {
            if (desks.learn(now, device)) {
                unheard.add(desks.nameOf(device));
            }
        }
        ask(unheard);
        devices.addAll(takeHeard());
        devices.forEach(device -> now.sessionAt(device).map(Session::user).ifPresent(users::add));
        users.forEach(user -> now.sessionsOf(user).forEach(session -> devices.add(session.device())));
        Map<String, DeviceState> lamps = new LinkedHashMap<>();
        users.forEach(user -> userLamps(now, user, lamps));
        devices.forEach(device -> deviceLamps(now, device, lamps));
        write(lamps);
    }

    /** Events that came while Asterisk was asked are taken in after the answers, since they may be newer. */
    private Set<DeviceNumber> takeHeard() {
        Set<DeviceNumber> concerned = new HashSet<>();
        for (String device : List.copyOf(heard.keySet())) {
            Optional.ofNullable(heard.remove(device)).ifPresent(state -> concerned.addAll(desks.hear(device, state)));
        }
        return concerned;
    }

    private void userLamps(Floor now, UserNumber user, Map<String, DeviceState> lamps) {
        boolean known = now.user(user).isPresent();
        if (!known && !shown.containsKey(userLamp(user))) {
            return;
        }
        boolean dnd = isDoNotDisturb(now, user);
        List<DeviceState> phones = now.sessionsOf(user).stream()
                .map(Session::device)
                .map(device -> LampRules.phone(desks.stateOf(device), away.contains(device)))
                .toList();
        lamps.put(userLamp(user), LampRules.user(phones, dnd));
        lamps.put("DND" + user.digits(), LampRules.userDoNotDisturb(dnd));
    }

    private void deviceLamps(Floor now, DeviceNumber device, Map<String, DeviceState> lamps) {
        String lamp = "DEVDND" + device.digits();
        if (now.device(device).isPresent() || shown.containsKey(lamp)) {
            boolean dnd = now.sessionAt(device)
                    .filter(session -> isDoNotDisturb(now, session.user()))
                    .isPresent();
            lamps.put(lamp, LampRules.deviceDoNotDisturb(dnd));
        }
    }

    private static boolean isDoNotDisturb(Floor now, UserNumber user) {
        return now.user(user).filter(u -> u.features().doNotDisturb()).isPresent();
    }

    private void ask(List<String> devices) {
        for (int from = 0; from < devices.size(); from += AT_ONCE) {
            List<String> some = devices.subList(from, Math.min(devices.size(), from + AT_ONCE));
            List<CompletableFuture<String>> answers = some.stream()
                    .map(device -> actions.getvar("DEVICE_STATE(" + device + ")"))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                String device = some.get(i);
                outcome(answers.get(i)).ifPresent(state -> desks.hear(device, DeviceState.parse(state)));
            }
        }
    }

    private void write(Map<String, DeviceState> lamps) {
        Map<String, DeviceState> changed = new LinkedHashMap<>(lamps);
        changed.entrySet().removeIf(lamp -> lamp.getValue().equals(shown.get(lamp.getKey())));
        List<Map.Entry<String, DeviceState>> all = List.copyOf(changed.entrySet());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Map.Entry<String, DeviceState>> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            List<CompletableFuture<Boolean>> answers = some.stream()
                    .map(lamp -> actions.setvar(
                                    "DEVICE_STATE(Custom:" + lamp.getKey() + ")",
                                    lamp.getValue().name())
                            .thenApply(done -> true))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                if (outcome(answers.get(i)).isPresent()) {
                    shown.put(some.get(i).getKey(), some.get(i).getValue());
                    written.incrementAndGet();
                    fault = Optional.empty();
                }
            }
        }
    }

    /** The answer; empty when there was none, which is repaired by the rewriting when the link is back. */
    private <T> Optional<T> outcome(CompletableFuture<T> answer) {
        try {
            return Optional.of(answer.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof AmiException trouble) {
                note(trouble);
                return Optional.empty();
            }
            throw e;
        }
    }

    private void note(AmiException trouble) {
        Optional<String> text = Optional.of(trouble.why() + ": " + trouble.getMessage());
        if (!text.equals(fault) && trouble.why() == AmiException.Why.REFUSED) {
            LOG.log(WARNING, () -> "lamp refused, is func_devstate loaded? answer=" + trouble.getMessage());
        }
        fault = text;
    }

    private static String userLamp(UserNumber user) {
        return "HD" + user.digits();
    }
}
