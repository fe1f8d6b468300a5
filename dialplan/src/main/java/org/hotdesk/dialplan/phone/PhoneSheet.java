package org.hotdesk.dialplan.phone;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.PhoneSetting;

/**
 * All that goes into the files of one phone. It holds secrets: never to be logged.
 *
 * @param label what the phone shows as its own name
 * @param lines in the order of the keys
 * @param settings further lines of the file, as they are
 */
public record PhoneSheet(
        MacAddress mac, ModelName model, String label, List<Line> lines, Wishes wishes, List<PhoneSetting> settings) {
    public PhoneSheet {
        lines = List.copyOf(lines);
        settings = List.copyOf(settings);
    }

    /**
     * An account on the phone.
     *
     * @param name shown beside the key, and to who is called
     * @param secret of the account, in clear
     */
    public record Line(DeviceNumber device, String secret, String name, Registrar registrar) {
        @Override
        public String toString() {
            return "line " + device;
        }
    }

    /**
     * What shall be on the keys beside the lines.
     *
     * @param voicemailKey empty: where the model has no button of its own for messages
     * @param loginKeys empty: as far as there is room
     * @param lamps users whose lamps are shown, in their order
     */
    public record Wishes(Optional<Boolean> voicemailKey, Optional<Boolean> loginKeys, List<Lamp> lamps) {
        /** Nothing special. */
        public static final Wishes NONE = new Wishes(Optional.empty(), Optional.empty(), List.of());

        public Wishes {
            lamps = List.copyOf(lamps);
        }
    }

    /** A key that shows how a user is, and calls them. */
    public record Lamp(UserNumber user, String label) {}
}
