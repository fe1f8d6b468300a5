package org.hotdesk.dialplan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotdesk.model.Floor;

/**
 * One call on one floor, and all that is to be seen of it whichever road its lookups take.
 *
 * @param entry the lab's context it comes in by: {@code lab-desk}, {@code lab-local} or {@code lab-trunk}
 * @param from the desk's number; on {@code lab-local} and {@code lab-trunk} only the caller id number
 * @param phones what a desk's phone does when it rings: {@code answer} (the usual), {@code ring} or {@code busy}
 * @param inUse desks on another call already
 * @param seen in order: what is dialled, which phones ring and show what, where the call ends
 */
record RoadCase(
        String name,
        Floor floor,
        String entry,
        String from,
        String dialled,
        Map<String, String> phones,
        Set<String> inUse,
        List<String> seen) {
    RoadCase {
        phones = Map.copyOf(phones);
        inUse = Set.copyOf(inUse);
        seen = List.copyOf(seen);
    }

    /** A call from a desk whose callees' phones are answered. */
    static RoadCase call(String name, LabFloor floor, String from, String dialled, String... seen) {
        return new RoadCase(name, floor.build(), "lab-desk", from, dialled, Map.of(), Set.of(), List.of(seen));
    }

    /** With phones that do this. */
    RoadCase phone(String desk, String does) {
        var more = new HashMap<>(phones);
        more.put(desk, does);
        return new RoadCase(name, floor, entry, from, dialled, more, inUse, seen);
    }

    /** With desks on another call. */
    RoadCase inUse(String... desks) {
        return new RoadCase(name, floor, entry, from, dialled, phones, Set.of(desks), seen);
    }

    /** By another way in. */
    RoadCase by(String context) {
        return new RoadCase(name, floor, context, from, dialled, phones, inUse, seen);
    }

    @Override
    public String toString() {
        return name;
    }
}
