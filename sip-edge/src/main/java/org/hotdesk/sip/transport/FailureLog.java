package org.hotdesk.sip.transport;

import static java.lang.System.Logger.Level.ERROR;

import java.util.concurrent.TimeUnit;

/** Writes an exception once a second at most, with the count of those that came since. One owner thread. */
final class FailureLog {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final System.Logger log;
    private final String what;
    private long next;
    private boolean said;
    private long unsaid;

    FailureLog(System.Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    void failed(Throwable why, long now) {
        if (said && now - next < 0) {
            unsaid++;
            return;
        }
        long count = unsaid + 1;
        unsaid = 0;
        said = true;
        next = now + PERIOD_NANOS;
        log.log(ERROR, () -> what + " failed and goes on count=" + count, why);
    }
}
