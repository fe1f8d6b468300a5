package org.hotdesk.sip.transaction;

import org.hotdesk.sip.transport.Timers;

/** Room for one timer, set or not. One owner thread. */
final class SlotTimer {
    private static final Timers.Timer NONE = () -> {};

    private Timers.Timer timer = NONE;

    void set(Timers timers, long nanos, Runnable task) {
        timer.cancel();
        timer = timers.after(nanos, task);
    }

    void cancel() {
        timer.cancel();
        timer = NONE;
    }
}
