package org.hotdesk.sip.location;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.LocationListener.Gone;
import org.hotdesk.sip.location.Registering.Wanted;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.message.Uri;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Timers;
import org.jspecify.annotations.Nullable;

/**
 * All contacts of all devices, in memory. Some 600 bytes each; bindings are made when somebody reads. What has expired is
 * gone a second later at most. One owner thread: the edge's.
 */
public final class LocationTable implements Locations {
    /** What became of a request. */
    public enum Outcome {
        DONE,
        /** The same request once more (same Call-ID and CSeq, lately): nothing changed, the answer is the same. */
        REPEATED,
        /** RFC 3261 §10.3 step 7: a later request of that Call-ID was here before. Nothing changed. */
        OUT_OF_ORDER,
        /** More contacts than a device may have. Nothing changed. */
        TOO_MANY
    }

    /** How long a request may come again: a non-INVITE transaction's life (RFC 3261 §17.1.2.2, timer F). */
    private static final long REPEAT_MILLIS = 32_000;

    private static final long TICK_NANOS = 1_000_000_000L;
    private static final long SLICE_NANOS = 10_000_000L;

    private final LocationPolicy policy;
    private final LocationListener listener;
    private final ContactTexts texts = new ContactTexts();
    private final ContactIndex firsts = new ContactIndex();
    private final Map<Long, List<Contact>> byConnection = new HashMap<>();
    private final ExpiryRing ring;
    private final Uri view = new Uri();
    private final ContactArray all = new ContactArray();
    private long liveBytes;
    private long nextId;
    private Ledger ledger = Ledger.NONE;

    public LocationTable(LocationPolicy policy, LocationListener listener, long nowMillis) {
        this.policy = policy;
        this.listener = listener;
        ring = new ExpiryRing(nowMillis);
        nextId = nowMillis << 10;
    }

    /** Takes over a contact from the journal; nobody is told. */
    void adopt(Contact contact) {
        nextId = Math.max(nextId, contact.id + 1);
        add(contact);
    }

    /** From now on changes are written down there. */
    void writeTo(Ledger where) {
        ledger = where;
    }

    /** Does what a REGISTER asks for, all or nothing (RFC 3261 §10.3 steps 6 and 7). */
    public Outcome apply(Registering asked, long nowMillis) {
        Contact first = firsts.first(asked.number());
        Outcome outcome = asked.isEverything() ? judgeAll(asked, first) : judge(asked, first, nowMillis);
        if (outcome != Outcome.DONE) {
            return outcome;
        }
        if (asked.isEverything()) {
            remove(asked.device(), Gone.UNREGISTERED);
        }
        boolean added = false;
        for (int i = 0; i < asked.count(); i++) {
            Wanted wanted = asked.wanted(i);
            // What was done for the ones before may have changed the list.
            Contact found =
                    i == 0 && !asked.isEverything() ? wanted.found : find(asked, wanted, firsts.first(asked.number()));
            added |= found == null;
            if (wanted.expiresSeconds == 0) {
                if (found != null) {
                    remove(found, Gone.UNREGISTERED);
                }
            } else if (found == null) {
                register(asked, wanted, nowMillis);
            } else {
                update(found, asked, wanted, nowMillis);
            }
        }
        if (added) {
            shrink(asked.device());
        }
        return Outcome.DONE;
    }

    private Outcome judgeAll(Registering asked, @Nullable Contact first) {
        for (Contact c = first; c != null; c = c.next) {
            if (c.isCallId(asked.b, asked.callIdFrom, asked.callIdEnd) && asked.cseq <= c.cseq) {
                return Outcome.OUT_OF_ORDER;
            }
        }
        return Outcome.DONE;
    }

    private Outcome judge(Registering asked, @Nullable Contact first, long nowMillis) {
        boolean repeated = false;
        int after = count(first);
        int wantedNow = 0;
        for (int i = 0; i < asked.count(); i++) {
            Wanted wanted = asked.wanted(i);
            Contact found = find(asked, wanted, first);
            wanted.found = found;
            boolean keep = wanted.expiresSeconds > 0;
            wantedNow += keep ? 1 : 0;
            after += (keep ? 1 : 0) - (found == null ? 0 : 1);
            // Another Call-ID is a phone that began anew, so its order does not count.
            if (found != null && found.isCallId(asked.b, asked.callIdFrom, asked.callIdEnd)) {
                boolean again = asked.cseq == found.cseq && keep && nowMillis - found.seen <= REPEAT_MILLIS;
                if (asked.cseq <= found.cseq && !again) {
                    return Outcome.OUT_OF_ORDER;
                }
                repeated |= again;
            }
        }
        if (repeated) {
            return Outcome.REPEATED;
        }
        boolean tooMany = after > policy.contactsMax() && (!policy.replaceOldest() || wantedNow > policy.contactsMax());
        return tooMany ? Outcome.TOO_MANY : Outcome.DONE;
    }

    /** The contact meant: by its instance where there is one, else by RFC 3261 §19.1.4. */
    private @Nullable Contact find(Registering asked, Wanted wanted, @Nullable Contact first) {
        Contact byUri = null;
        for (Contact c = first; c != null; c = c.next) {
            if (wanted.hasInstance() && c.isInstance(asked.b, wanted.instanceFrom, wanted.instanceEnd)) {
                return c;
            }
            boolean comparable = !wanted.hasInstance() || !c.hasInstance();
            if (byUri == null && comparable && isUri(c, asked, wanted)) {
                byUri = c;
            }
        }
        return byUri;
    }

    private boolean isUri(Contact c, Registering asked, Wanted wanted) {
        if (c.isUriText(asked.b, wanted.uriFrom, wanted.uriEnd)) {
            return true;
        }
        wanted.uri.read(asked.b, wanted.uriFrom, wanted.uriEnd);
        return c.isUri(view, wanted.uri);
    }

    private void register(Registering asked, Wanted wanted, long nowMillis) {
        Flow flow = asked.flow();
        Contact contact = new Contact(nextId++, asked.device(), flow.remote(), texts.shared(flow.local()));
        contact.since = nowMillis;
        fill(contact, asked, wanted, nowMillis);
        add(contact);
        ledger.put(contact);
        listener.registered(contact.binding());
    }

    private void fill(Contact contact, Registering asked, Wanted wanted, long nowMillis) {
        Flow flow = asked.flow();
        contact.source(flow.remote());
        contact.local = texts.shared(flow.local());
        contact.transport = flow.transport();
        contact.connection = flow.connection();
        texts.fill(contact, asked, wanted);
        renew(contact, asked, wanted, nowMillis);
    }

    private static void renew(Contact contact, Registering asked, Wanted wanted, long nowMillis) {
        contact.cseq = asked.cseq;
        contact.q = (short) wanted.q;
        contact.expires = nowMillis + 1000L * wanted.expiresSeconds;
        contact.seen = nowMillis;
        contact.changed();
    }

    private void update(Contact contact, Registering asked, Wanted wanted, long nowMillis) {
        Flow flow = asked.flow();
        boolean sameWay = contact.connection == flow.connection()
                && contact.transport == flow.transport()
                && contact.isFrom(flow.remote())
                && contact.local.equals(flow.local());
        if (sameWay && texts.areSame(contact, asked, wanted)) {
            renew(contact, asked, wanted, nowMillis);
            ring.changed(contact);
            ledger.refreshed(contact);
            return;
        }
        boolean sameCall = contact.isCallId(asked.b, asked.callIdFrom, asked.callIdEnd);
        boolean sameUri = isUri(contact, asked, wanted);
        Binding before = contact.binding();
        if (!sameCall && !sameUri) {
            listener.gone(before, Gone.REPLACED);
            contact.since = nowMillis;
        }
        unlist(contact);
        fill(contact, asked, wanted, nowMillis);
        list(contact);
        ring.changed(contact);
        ledger.put(contact);
        if (!sameCall) {
            listener.registered(contact.binding());
        } else if (!sameWay || !sameUri) {
            listener.moved(before, contact.binding());
        }
    }

    /** Policy "replace oldest": what has not been refreshed for longest goes. */
    private void shrink(DeviceNumber device) {
        for (int over = count(firsts.first(device)) - policy.contactsMax(); over > 0; over--) {
            Contact oldest = firsts.first(device);
            for (Contact c = oldest; c != null; c = c.next) {
                // Of the same age the later in the list is the older one, since new ones are put in front.
                oldest = oldest == null || c.seen <= oldest.seen ? c : oldest;
            }
            if (oldest != null) {
                remove(oldest, Gone.REPLACED);
            }
        }
    }

    private static int count(@Nullable Contact first) {
        int contacts = 0;
        for (Contact c = first; c != null; c = c.next) {
            contacts++;
        }
        return contacts;
    }

    private void add(Contact contact) {
        firsts.add(contact);
        all.add(contact);
        list(contact);
        ring.add(contact);
    }

    /** Lists a contact by its connection, and counts its bytes; undone by {@link #unlist}. */
    private void list(Contact contact) {
        liveBytes += Records.size(contact);
        if (contact.connection > 0) {
            byConnection
                    .computeIfAbsent(contact.connection, number -> new ArrayList<>(1))
                    .add(contact);
        }
    }

    private void unlist(Contact contact) {
        liveBytes -= Records.size(contact);
        List<Contact> same = byConnection.get(contact.connection);
        if (same != null && same.remove(contact) && same.isEmpty()) {
            byConnection.remove(contact.connection);
        }
    }

    private void remove(Contact contact, Gone why) {
        ring.remove(contact);
        take(contact, why);
    }

    /** Takes a contact out that the ring has let go. */
    private void take(Contact contact, Gone why) {
        firsts.remove(contact);
        all.remove(contact);
        unlist(contact);
        ledger.removed(contact.id);
        listener.gone(contact.binding(), why);
    }

    /** Ends all contacts of a device; how many there were. */
    public int remove(DeviceNumber device, Gone why) {
        int gone = 0;
        for (Contact c = firsts.first(device); c != null; c = firsts.first(device)) {
            remove(c, why);
            gone++;
        }
        return gone;
    }

    /** A connection has ended, and with it the contacts that could be reached over it. */
    public void disconnected(long connection) {
        List<Contact> ended = byConnection.get(connection);
        if (ended != null) {
            List.copyOf(ended).forEach(contact -> remove(contact, Gone.DISCONNECTED));
        }
    }

    /** Ends what has expired. */
    public void expire(long nowMillis) {
        ring.advance(nowMillis, contact -> take(contact, Gone.EXPIRED));
    }

    /** Expires and feeds the journal from now on, each second or more often. */
    public void run(Timers timers, Clock clock) {
        long wait = tick(clock.millis());
        timers.after(wait, () -> run(timers, clock));
    }

    /** One step of {@link #run}; returns the nanoseconds until the next. */
    long tick(long nowMillis) {
        expire(nowMillis);
        return all.snapshot(ledger, liveBytes) ? SLICE_NANOS : TICK_NANOS;
    }

    @Override
    public List<Binding> of(DeviceNumber device) {
        Contact first = firsts.first(device);
        if (first == null) {
            return List.of();
        }
        if (first.next == null) {
            return List.of(first.kept());
        }
        List<Binding> bindings = new ArrayList<>(4);
        for (Contact c = first; c != null; c = c.next) {
            bindings.add(c.kept());
        }
        bindings.sort(Comparator.comparingInt(Binding::q)
                .thenComparingLong(Binding::seen)
                .reversed());
        return bindings;
    }

    /**
     * Adds a Contact field for each contact of a device, with what is left of its time (RFC 3261 §10.3 step 8).
     *
     * @param number the device's {@link org.hotdesk.sip.message.NumberKey}
     */
    public void write(long number, SipWriter out, long nowMillis) {
        for (Contact c = firsts.first(number); c != null; c = c.next) {
            if (c.expires > nowMillis) {
                c.write(out, nowMillis);
            }
        }
    }

    /** A copy of all contacts, in no order. */
    public List<Binding> all() {
        List<Binding> bindings = new ArrayList<>(all.count());
        all.forEach(contact -> bindings.add(contact.binding()));
        return bindings;
    }

    /** How many contacts there are. */
    public int count() {
        return all.count();
    }

    /** How many devices have a contact. */
    public int devices() {
        return firsts.devices();
    }
}
