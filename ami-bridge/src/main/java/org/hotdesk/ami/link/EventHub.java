package org.hotdesk.ami.link;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The queue between the links and their listeners, and the thread that empties it. Thread-safe. */
final class EventHub implements AmiEvents, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventHub.class.getName());
    private static final long CLOSE_WAIT_MILLIS = 5_000;

    private final int capacity;
    private final Runnable overflow;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();
    /** Set from an overflow until the reader link is up again: what comes between has a hole before it. */
    private final AtomicBoolean overflown = new AtomicBoolean();

    private final Thread thread;
    private volatile boolean closed;

    private record Listener<E extends AmiEvent>(Class<E> kind, Consumer<? super E> consumer) {
        void hear(AmiEvent event) {
            if (kind.isInstance(event)) {
                consumer.accept(kind.cast(event));
            }
        }
    }

    /**
     * @param capacity events of Asterisk that may wait; one more is an overflow
     * @param overflow restarts the reader link; runs on the thread of the listeners
     */
    EventHub(int capacity, Runnable overflow) {
        this.capacity = capacity;
        this.overflow = overflow;
        this.thread = new Thread(this::run, "hotdesk-ami-events");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public <E extends AmiEvent> Subscription subscribe(Class<E> kind, Consumer<? super E> listener) {
        Listener<E> one = new Listener<>(kind, listener);
        listeners.add(one);
        return () -> listeners.remove(one);
    }

    /**
     * Hands on an event of Asterisk. After one too many come none until the listeners have heard what waits and the reader
     * link was restarted, so that they learn of the hole.
     */
    void heard(AmiEvent event) {
        if (queue.size() >= capacity && overflown.compareAndSet(false, true)) {
            LOG.log(
                    WARNING,
                    () -> "ami listeners are " + capacity + " events behind; the reader link will be restarted");
            queue.add(overflow);
        }
        if (!overflown.get()) {
            queue.add(() -> tell(event));
        }
    }

    /** Hands on a change of a link; these are never too many. */
    void changed(AmiEvent.LinkChanged change) {
        if (change.link() == LinkName.READER && change.state() == LinkState.UP) {
            overflown.set(false);
        }
        queue.add(() -> tell(change));
    }

    private void tell(AmiEvent event) {
        for (Listener<?> listener : listeners) {
            try {
                listener.hear(event);
            } catch (RuntimeException e) {
                LOG.log(ERROR, () -> "ami listener of " + event.getClass().getSimpleName() + " failed", e);
            }
        }
    }

    private void run() {
        try {
            while (!closed || !queue.isEmpty()) {
                queue.take().run();
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "ami events ended", e);
        }
    }

    /** Tells what is waiting, then ends; a listener that blocks is interrupted after a while. */
    @Override
    public void close() {
        closed = true;
        queue.add(() -> {});
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            return;
        }
        try {
            thread.join(CLOSE_WAIT_MILLIS);
            thread.interrupt();
            thread.join(CLOSE_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
