package org.hotdesk.sip.transport;

import java.util.concurrent.atomic.AtomicLong;

/** The counters behind {@link TransportCounts}. {@link #one} is for the loop's thread; the rest is thread-safe. */
final class Tally {
    final AtomicLong received = new AtomicLong();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong lost = new AtomicLong();
    final AtomicLong keepAlives = new AtomicLong();
    final AtomicLong stun = new AtomicLong();
    final AtomicLong foreign = new AtomicLong();
    final AtomicLong failures = new AtomicLong();
    final AtomicLong streamKeepAlives = new AtomicLong();
    final AtomicLong connections = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong malformed = new AtomicLong();

    /** Counts without a locked instruction, since there is one writer. */
    static void one(AtomicLong counter) {
        counter.setOpaque(counter.getPlain() + 1);
    }

    TransportCounts counts() {
        return new TransportCounts(
                received.get(),
                sent.get(),
                lost.get(),
                keepAlives.get() + streamKeepAlives.get(),
                stun.get(),
                foreign.get(),
                failures.get(),
                connections.get(),
                refused.get(),
                malformed.get());
    }
}
