package org.hotdesk.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.hotdesk.astdb.Seat;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.Admission;
import org.hotdesk.rules.LoginDecision.Change;
import org.jdbi.v3.core.Handle;

/** Takes over devices, users, who sits where, PINs and SIP secrets from elsewhere, in one transaction. Thread-safe. */
public final class Intake {
    private final Commits commits;
    private final Pins pins;
    private final Secrets secrets;

    /**
     * What comes in. A device or user of the same number that is here already is replaced, its PIN and secret only where a
     * new one comes; all others stay.
     *
     * @param seats who sits at these devices, in login order; at a device without a seat nobody sits afterwards
     * @param pins valid ones, see {@link Pins#isValid}, of users that come in
     * @param sipSecrets valid ones, see {@link Secrets#isSipSecret}, of devices that come in
     */
    public record Delivery(
            List<Device> devices,
            List<AmpUser> users,
            List<Seat> seats,
            Map<UserNumber, char[]> pins,
            Map<DeviceNumber, char[]> sipSecrets) {
        public Delivery {
            devices = List.copyOf(devices);
            users = List.copyOf(users);
            seats = List.copyOf(seats);
            pins = Map.copyOf(pins);
            sipSecrets = Map.copyOf(sipSecrets);
        }

        /** Never with the secrets. */
        @Override
        public String toString() {
            return "Delivery[" + devices.size() + " devices, " + users.size() + " users]";
        }
    }

    Intake(Commits commits, Pins pins, Secrets secrets) {
        this.commits = commits;
        this.pins = pins;
        this.secrets = secrets;
    }

    /**
     * Stores all of it or nothing. Hashing takes tens of milliseconds a PIN and is done before anything is locked.
     *
     * @param hashed hears how many PINs are hashed, after each
     */
    public PutOutcome take(Delivery delivery, LongConsumer hashed) {
        Map<UserNumber, PinTable.Pin> kept = new LinkedHashMap<>();
        delivery.pins().forEach((user, pin) -> {
            kept.put(user, pins.kept(user, pin));
            hashed.accept(kept.size());
        });
        Map<DeviceNumber, SecretTable.SipSecret> sealed = new LinkedHashMap<>();
        delivery.sipSecrets().forEach((device, secret) -> sealed.put(device, secrets.sealed(device, secret)));
        return commits.write((draft, handle) -> take(draft, handle, delivery, new Kept(kept, sealed)));
    }

    /** Stores all of it or nothing. Nobody is logged off by it. */
    public PutOutcome take(Accounts accounts) {
        Map<DeviceNumber, SecretTable.SipSecret> sealed = new LinkedHashMap<>();
        accounts.sipSecrets().forEach((device, secret) -> sealed.put(device, secrets.sealed(device, secret)));
        return commits.write((draft, handle) -> {
            List<String> reasons = new ArrayList<>(Directory.admit(draft, handle, accounts.devices(), List.of()));
            for (Alias alias : reasons.isEmpty() ? accounts.aliases() : List.<Alias>of()) {
                draft.floor().alias(alias.name()).map(Alias::name).ifPresent(draft::remove);
                List<String> wrong = Admission.alias(draft.floor(), alias);
                if (wrong.isEmpty()) {
                    draft.add(alias);
                }
                reasons.addAll(wrong);
            }
            sealed.keySet().stream()
                    .filter(device -> draft.floor().device(device).isEmpty())
                    .forEach(device -> reasons.add("device " + device + ": there is no such device"));
            if (!reasons.isEmpty()) {
                draft.abandon();
                return seq -> new PutOutcome.Rejected(reasons);
            }
            sealed.keySet().forEach(draft.changes()::device);
            draft.afterwards(after ->
                    sealed.forEach((device, secret) -> SecretTable.putSip(after, device, secret, draft.now())));
            return PutOutcome.Stored::new;
        });
    }

    private static LongFunction<PutOutcome> take(Draft draft, Handle handle, Delivery delivery, Kept kept) {
        List<String> reasons = new ArrayList<>(Directory.admit(draft, handle, delivery.devices(), delivery.users()));
        if (!reasons.isEmpty()) {
            return seq -> new PutOutcome.Rejected(reasons);
        }
        seat(draft, delivery);
        kept.pins().keySet().forEach(draft.changes()::gained);
        kept.secrets().keySet().forEach(draft.changes()::device);
        draft.afterwards(after -> {
            kept.pins().forEach((user, pin) -> PinTable.put(after, user, pin, draft.now()));
            kept.secrets().forEach((device, secret) -> SecretTable.putSip(after, device, secret, draft.now()));
        });
        return PutOutcome.Stored::new;
    }

    private static void seat(Draft draft, Delivery delivery) {
        Map<DeviceNumber, UserNumber> sitting = new LinkedHashMap<>();
        delivery.seats().forEach(seat -> sitting.put(seat.device(), seat.user()));
        for (Device device : delivery.devices()) {
            Optional<Session> open = draft.floor().sessionAt(device.number());
            if (open.isPresent()
                    && !Objects.equals(sitting.get(device.number()), open.get().user())) {
                var leaves = new Change(device.number(), List.of(open.get()), Optional.empty(), true);
                draft.seat(leaves, How.API, EndedSession.Why.REPLACED);
            }
        }
        sitting.forEach((device, user) -> {
            if (draft.floor().sessionAt(device).isEmpty()) {
                boolean byDefault = draft.floor()
                        .device(device)
                        .flatMap(Device::defaultUser)
                        .filter(user::equals)
                        .isPresent();
                var sits = new Change(device, List.of(), Optional.of(user), byDefault);
                draft.seat(sits, How.API, EndedSession.Why.REPLACED);
            }
        });
    }

    private record Kept(Map<UserNumber, PinTable.Pin> pins, Map<DeviceNumber, SecretTable.SipSecret> secrets) {}
}
