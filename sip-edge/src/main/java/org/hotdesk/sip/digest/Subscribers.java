package org.hotdesk.sip.digest;

import java.util.Optional;
import org.hotdesk.sip.message.NumberKey;

/** Who may authenticate. Answers from memory, at once; may be asked by any thread. */
public interface Subscribers {
    /** The account of the device whose {@link NumberKey} that is; empty when there is none. */
    Optional<Subscriber> find(long number);
}
