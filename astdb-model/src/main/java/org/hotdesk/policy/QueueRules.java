package org.hotdesk.policy;

import java.util.List;
import org.hotdesk.model.QueueLogoff;
import org.hotdesk.model.Token;

/**
 * Of which queues a user is a member while logged in, and what becomes of that at the logoff from the last phone.
 *
 * @param queues in their order; none for most users
 */
public record QueueRules(List<Token> queues, QueueLogoff logoff) {
    public QueueRules {
        queues = List.copyOf(queues);
    }
}
