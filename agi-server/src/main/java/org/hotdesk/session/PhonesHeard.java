package org.hotdesk.session;

import java.util.HashMap;
import java.util.Map;
import org.hotdesk.ami.link.DeviceState;
import org.hotdesk.ami.phone.PhoneListener;
import org.hotdesk.keeper.ActivityBook;
import org.hotdesk.keeper.PhoneUse;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/** Writes what one Asterisk tells of phones into the book. Thread-safe. */
public final class PhonesHeard implements PhoneListener {
    private final String asterisk;
    private final ActivityBook book;

    /** @param asterisk its name in the configuration */
    public PhonesHeard(String asterisk, ActivityBook book) {
        this.asterisk = asterisk;
        this.book = book;
        book.expect(asterisk);
    }

    @Override
    public void allHeard(Map<DeviceNumber, DeviceState> states) {
        Map<DeviceNumber, PhoneUse> uses = new HashMap<>();
        states.forEach((device, state) -> uses.put(device, use(state)));
        book.heardAll(asterisk, uses);
    }

    @Override
    public void heard(DeviceNumber device, DeviceState state) {
        book.phone(asterisk, device, use(state));
    }

    @Override
    public void missed(UserNumber user) {
        book.missed(user);
    }

    @Override
    public void lost() {
        book.lost(asterisk);
    }

    private static PhoneUse use(DeviceState state) {
        return switch (state) {
            case RINGING -> PhoneUse.RINGING;
            case INUSE, BUSY, ONHOLD, RINGINUSE -> PhoneUse.TALKING;
            case UNAVAILABLE -> PhoneUse.GONE;
            case NOT_INUSE, UNKNOWN, INVALID -> PhoneUse.IDLE;
        };
    }
}
