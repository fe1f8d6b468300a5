package org.hotdesk.sip.location;

import java.util.Arrays;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.message.NumberKey;
import org.jspecify.annotations.Nullable;

/** The first contact of each device that has one, found with two looks into memory. One owner thread. */
final class ContactIndex {
    private static final int LEAST_BITS = 6;

    /** Half of the places at most are taken; who finds a place taken goes to the next, so there are no gaps on the way. */
    private @Nullable Contact[] places = new Contact[1 << LEAST_BITS];

    private int bits = LEAST_BITS;
    private int devices;

    /** How many devices have a contact. */
    int devices() {
        return devices;
    }

    /** The device's first contact. */
    @Nullable
    Contact first(DeviceNumber device) {
        return first(NumberKey.of(device));
    }

    /** The first contact of the device with that {@link NumberKey}. */
    @Nullable
    Contact first(long number) {
        return places[place(number)];
    }

    /** Puts a contact in front of its device's others. */
    void add(Contact contact) {
        if (2 * (devices + 1) > places.length) {
            grow();
        }
        int place = place(contact.number);
        contact.next = places[place];
        devices += contact.next == null ? 1 : 0;
        places[place] = contact;
    }

    /** Takes a contact out. */
    void remove(Contact contact) {
        int place = place(contact.number);
        Contact first = places[place];
        if (first == contact) {
            places[place] = contact.next;
            if (contact.next == null) {
                devices--;
                close(place);
            }
        }
        for (Contact c = first; c != null; c = c.next) {
            if (c.next == contact) {
                c.next = contact.next;
                break;
            }
        }
    }

    private int place(long number) {
        int at = NumberKey.place(number, bits);
        for (Contact there = places[at]; there != null && there.number != number; there = places[at]) {
            at = next(at);
        }
        return at;
    }

    private int next(int at) {
        return (at + 1) & (places.length - 1);
    }

    /** Puts those behind a gap anew, up to the next gap, since they may have stepped over the one who left. */
    private void close(int gap) {
        int at = next(gap);
        for (Contact moved = places[at]; moved != null; moved = places[at]) {
            places[at] = null;
            places[place(moved.number)] = moved;
            at = next(at);
        }
    }

    private void grow() {
        @Nullable Contact[] before = places;
        bits++;
        places = new Contact[1 << bits];
        Arrays.stream(before).forEach(contact -> {
            if (contact != null) {
                places[place(contact.number)] = contact;
            }
        });
    }
}
