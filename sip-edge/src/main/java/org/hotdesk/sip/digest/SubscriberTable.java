package org.hotdesk.sip.digest;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.message.NumberKey;
import org.jspecify.annotations.Nullable;

/**
 * Accounts by number, found with two looks into memory. Any thread may find, without waiting; changing is for one
 * thread.
 */
public final class SubscriberTable implements Subscribers {
    private static final int LEAST_BITS = 6;

    /** What stands in the place of one that was taken out, so that those behind it are found. */
    private static final Subscriber GONE = new Subscriber(new DeviceNumber("0"), Optional.empty(), Optional.empty());

    /** Half of the places at most are taken; the array's length is a power of two. */
    private volatile AtomicReferenceArray<@Nullable Subscriber> places = new AtomicReferenceArray<>(1 << LEAST_BITS);

    private int taken;

    @Override
    public Optional<Subscriber> find(long number) {
        AtomicReferenceArray<@Nullable Subscriber> here = places;
        Subscriber found = here.getAcquire(place(here, number));
        return found == GONE ? Optional.empty() : Optional.ofNullable(found);
    }

    /** Takes an account in, instead of that device's one so far. */
    public void put(Subscriber account) {
        if (2 * (taken + 1) > places.length()) {
            rebuild();
        }
        int place = place(places, account.number());
        taken += places.getPlain(place) == null ? 1 : 0;
        places.setRelease(place, account);
    }

    /** Takes the device's account out, if there is one. */
    public void remove(DeviceNumber device) {
        int place = place(places, NumberKey.of(device));
        if (places.getPlain(place) != null) {
            places.setRelease(place, GONE);
        }
    }

    /** Shows all accounts, in no order. */
    public void forEach(Consumer<Subscriber> reader) {
        AtomicReferenceArray<@Nullable Subscriber> here = places;
        for (int i = 0; i < here.length(); i++) {
            Subscriber account = here.getAcquire(i);
            if (account != null && account != GONE) {
                reader.accept(account);
            }
        }
    }

    /** How many accounts there are; counts them. */
    public int size() {
        int[] live = {0};
        forEach(account -> live[0]++);
        return live[0];
    }

    /** Where the account is, or else the first free place of those it could be at. */
    private static int place(AtomicReferenceArray<@Nullable Subscriber> places, long number) {
        int bits = Integer.numberOfTrailingZeros(places.length());
        int at = NumberKey.place(number, bits);
        for (Subscriber there = places.getAcquire(at);
                there != null && (there == GONE || there.number() != number);
                there = places.getAcquire(at)) {
            at = (at + 1) & (places.length() - 1);
        }
        return at;
    }

    /** Twice the places, or as many when most were left by those taken out. */
    private void rebuild() {
        int live = size();
        int bits = Math.max(LEAST_BITS, 34 - Integer.numberOfLeadingZeros(live));
        AtomicReferenceArray<@Nullable Subscriber> next = new AtomicReferenceArray<>(1 << bits);
        forEach(account -> next.setPlain(place(next, account.number()), account));
        taken = live;
        places = next;
    }
}
