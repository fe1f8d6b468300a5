package org.hotdesk.astdb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;

/**
 * What astdb rows said, mended so that a store takes it.
 *
 * @param seats who sits where; a user's own seats in login order
 * @param pins PINs in clear, to be hashed
 * @param notes everything that was dropped or mended
 * @param foreign rows of other programs, which were passed over
 */
public record Imported(
        List<Device> devices,
        List<AmpUser> users,
        List<Seat> seats,
        List<ImportedPin> pins,
        List<ImportNote> notes,
        int foreign) {
    public Imported {
        devices = List.copyOf(devices);
        users = List.copyOf(users);
        seats = List.copyOf(seats);
        pins = List.copyOf(pins);
        notes = List.copyOf(notes);
    }

    /** All of it as a floor, with sessions that begin now. */
    public Floor floor(Instant now) {
        List<Session> sessions = new ArrayList<>();
        seats.forEach(
                seat -> sessions.add(new Session(sessions.size() + 1L, seat.device(), seat.user(), now, How.DEFAULT)));
        return Floor.of(devices, users, sessions);
    }
}
