package org.hotdesk.store;

import java.time.Instant;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/**
 * Logins that were refused for one reason, one or several that followed each other closely.
 *
 * @param began when the first of them was
 * @param last when the last was
 * @param device where; empty when the phone is none of ours
 * @param user whose number it was; empty when it was nobody's, since what was typed may be a PIN
 * @param why such as {@code wrong-pin}
 */
public record Refusal(
        Instant began,
        Instant last,
        Optional<DeviceNumber> device,
        Optional<UserNumber> user,
        String why,
        long times) {}
