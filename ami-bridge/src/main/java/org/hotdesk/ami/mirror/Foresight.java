package org.hotdesk.ami.mirror;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.Floor;
import org.hotdesk.store.Change;
import org.hotdesk.store.CommitListener;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;

/**
 * Makes the rows of a login while the disk does not have it yet, so that they can be sent as soon as it has. Thread-safe:
 * what was made is only read.
 */
final class Foresight implements CommitListener {
    private static final System.Logger LOG = System.getLogger(Foresight.class.getName());

    private final Store store;
    private final MirrorThread thread;
    private final LogDrain drain;
    private final Runnable committed;
    private volatile Optional<Source> made = Optional.empty();

    /**
     * @param thread by whose leave the drain plans with what was made
     * @param committed told when a commit is on disk, on the committing thread
     */
    Foresight(Store store, MirrorThread thread, LogDrain drain, Runnable committed) {
        this.store = store;
        this.thread = thread;
        this.drain = drain;
        this.committed = committed;
    }

    @Override
    public void preparing(List<Change> changes, Floor floor) {
        made = Optional.empty();
        if (store.isShared() || changes.size() > LogDrain.FEW) {
            return; // nobody waits in person for many
        }
        Source source = new Source(floor, store.secrets()::mirroredPin);
        try {
            for (Change change : changes) {
                WriteOrder.entity(change).ifPresent(source::make);
            }
            made = Optional.of(source);
            thread.runHere(() -> drain.plan(changes, source));
        } catch (StoreException away) {
            // Who sends them will meet it too, and knows what to do.
            LOG.log(DEBUG, () -> "rows not made ahead why=" + away.getMessage());
        }
    }

    @Override
    public void committed(long seq, Floor floor) {
        committed.run();
    }

    /** Where the store's rows come from now, those that were made with them. */
    Source source() {
        Floor floor = store.floor();
        return made.filter(source -> source.floor() == floor)
                .orElseGet(() -> new Source(floor, store.secrets()::mirroredPin));
    }
}
