package org.hotdesk.sip.location;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All contacts without gaps, and how far a snapshot of them has come. One owner thread. */
final class ContactArray {
    private static final int SLICE = 500;

    private @Nullable Contact[] all = new Contact[64];
    private int count;
    private int unwritten = -1;

    int count() {
        return count;
    }

    void add(Contact contact) {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
        }
        contact.place = count;
        all[count++] = contact;
    }

    /** The last contact is put into the gap. */
    void remove(Contact contact) {
        Contact last = all[--count];
        all[count] = null;
        if (last != null && last != contact) {
            last.place = contact.place;
            all[contact.place] = last;
        }
    }

    void forEach(Consumer<Contact> reader) {
        for (int i = 0; i < count; i++) {
            Contact contact = all[i];
            if (contact != null) {
                reader.accept(contact);
            }
        }
    }

    /** Begins a snapshot when the ledger wants one, or goes on with it; whether it is under way. */
    boolean snapshot(Ledger ledger, long liveBytes) {
        if (unwritten < 0 && ledger.wantsSnapshot(liveBytes)) {
            ledger.beginSnapshot();
            unwritten = count;
        }
        if (unwritten >= 0) {
            slice(ledger);
        }
        return unwritten >= 0;
    }

    // From the end down: a removal puts the last contact, which has been written, into the gap.
    private void slice(Ledger ledger) {
        unwritten = Math.min(unwritten, count);
        for (int i = 0; i < SLICE && unwritten > 0 && ledger.hasRoom(); i++) {
            Contact contact = all[--unwritten];
            if (contact != null) {
                ledger.put(contact);
            }
        }
        if (!ledger.isSnapshotGood()) {
            unwritten = -1;
        } else if (unwritten == 0) {
            ledger.endSnapshot();
            unwritten = -1;
        }
    }
}
