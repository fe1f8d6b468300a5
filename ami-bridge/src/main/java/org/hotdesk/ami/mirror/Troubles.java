package org.hotdesk.ami.mirror;

import java.util.concurrent.CompletionException;
import org.hotdesk.ami.link.AmiException;

/** What made a future of the link fail. */
final class Troubles {
    private Troubles() {}

    /** The link's exception, out of what wraps it; anything else is taken as a lost link, so that all is written again. */
    static AmiException of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof AmiException trouble
                ? trouble
                : new AmiException(AmiException.Why.LOST, "link failed: " + cause, cause);
    }
}
