package org.hotdesk.ami.link;

import java.util.function.Consumer;

/**
 * Events of one Asterisk. Listeners run one after another on one thread that is not a link's, in the order of the events,
 * so a listener may wait for the future of an action; while it does, no other listener hears anything. Events are never
 * dropped: when listeners fall behind by more than the queue holds, the reader link is restarted, and what follows from
 * {@code LinkChanged} repairs. Thread-safe.
 */
public interface AmiEvents {
    /** Hears events of one kind until the subscription is closed. */
    <E extends AmiEvent> Subscription subscribe(Class<E> kind, Consumer<? super E> listener);

    /** Ends when closed; closing twice does no harm. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
