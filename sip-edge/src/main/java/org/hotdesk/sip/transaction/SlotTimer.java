package org.hotdesk.sip.transaction;

import org.hotdesk.sip.transport.Timers;

/** Room for one timer, set or not. One owner thread. */
public final class SlotTimer {
    private static final Timers.Timer NONE = () -> {};

    private Timers.Timer timer = NONE;

    /** Sets it anew; what was set before does not fire. */
    public void set(Timers timers, long nanos, Runnable task) {
        timer.cancel();
        timer = timers.after(nanos, task);
    }

    public void cancel() {
        timer.cancel();
        timer = NONE;
    }
}
