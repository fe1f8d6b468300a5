package org.hotdesk.policy;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.EmptyCalls;
import org.hotdesk.model.Token;

/**
 * What calls from a device and of a user may be.
 *
 * @param emptyCalls what the device may dial while nobody sits there
 * @param emptyNumbers what it may dial then too
 * @param outbound whether calls to the outside are allowed
 * @param music the class of music on hold
 * @param pickup who has the same may pick up each other's calls
 */
public record CallRights(
        EmptyCalls emptyCalls,
        List<String> emptyNumbers,
        boolean outbound,
        Optional<Token> music,
        Optional<Token> pickup) {
    public CallRights {
        emptyNumbers = List.copyOf(emptyNumbers);
    }
}
