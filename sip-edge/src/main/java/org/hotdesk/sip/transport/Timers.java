package org.hotdesk.sip.transport;

/** Timers that fire on the edge's thread, and may be set and cancelled there only. */
public interface Timers {
    /** The clock they go by, as {@link System#nanoTime}; read once per turn of the loop, so it costs nothing. */
    long now();

    /**
     * Runs the task once, not before that time has passed; it may be some ten milliseconds late.
     *
     * @param nanos from {@link #now}
     */
    Timer after(long nanos, Runnable task);

    /** One that was set. */
    interface Timer {
        /** Sees to it that it does not fire; harmless when it has. */
        void cancel();
    }
}
