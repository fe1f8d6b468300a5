package org.hotdesk.ami.mirror;

import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hotdesk.ami.link.AmiActions;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.store.Change;
import org.hotdesk.store.Change.Kind;

/**
 * Fires the {@code UserEvent}s that panels read: {@code UserDeviceRemoved} and {@code UserDeviceAdded} with {@code Data:
 * <user>,<device>}. Thread-safe.
 */
final class Announcer {
    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());

    private final AmiActions actions;
    private final Acknowledgements announced;
    private volatile boolean refused;

    /** @param progress told, on the link's thread, when something more is announced: must be quick */
    Announcer(AmiActions actions, Runnable progress) {
        this.actions = actions;
        this.announced = new Acknowledgements(batch -> progress.run());
    }

    /** @param from the last change that is known to be announced */
    void connect(long from) {
        announced.connect(from, Acknowledgements.NONE);
    }

    void disconnect() {
        announced.disconnect();
    }

    /** The last change up to which everything is announced. */
    long announced() {
        return announced.answered();
    }

    /** Announces who came and went with these changes. */
    void announce(Batch rows) {
        // A failed event is no trouble of the rows; what was lost is announced when the link is back.
        Batch events = announced.open(rows.seq(), List.of(), trouble -> {});
        rows.sessions().forEach(change -> events.add(fire(change)));
        events.seal();
    }

    private CompletableFuture<Void> fire(Change session) {
        String name = session.kind() == Kind.SESSION_BEGAN ? "UserDeviceAdded" : "UserDeviceRemoved";
        return actions.userEvent(name, Map.of("Data", session.subject() + "," + session.other()))
                .exceptionallyCompose(failure -> {
                    AmiException trouble = Troubles.of(failure);
                    if (trouble.why() != AmiException.Why.REFUSED) {
                        return CompletableFuture.failedFuture(trouble);
                    }
                    noteRefusal(trouble);
                    return CompletableFuture.allOf();
                });
    }

    /** Said once: panels see no logins, and nothing else is the worse for it. */
    private void noteRefusal(AmiException trouble) {
        if (!refused) {
            refused = true;
            LOG.log(WARNING, () -> "user events are refused, panels will see no logins answer=" + trouble.getMessage());
        }
    }
}
