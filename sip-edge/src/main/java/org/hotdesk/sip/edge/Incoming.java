package org.hotdesk.sip.edge;

import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Receiver;
import org.jspecify.annotations.Nullable;

/** What the sockets hand over to: sockets are opened first, and the entrance is set before the loop starts. */
final class Incoming implements Receiver {
    private final Trace trace;
    private @Nullable Entrance entrance;

    Incoming(Trace trace) {
        this.trace = trace;
    }

    void leadTo(Entrance to) {
        entrance = to;
    }

    @Override
    public void message(byte[] buffer, int from, int end, Flow flow) {
        trace.received(buffer, from, end, flow);
        if (entrance != null) {
            entrance.message(buffer, from, end, flow);
        }
    }

    @Override
    public void sent(byte[] buffer, int from, int end, Flow flow) {
        trace.sent(buffer, from, end, flow);
    }

    @Override
    public void opened(Flow flow) {
        if (entrance != null) {
            entrance.opened(flow);
        }
    }

    @Override
    public void closed(Flow flow) {
        if (entrance != null) {
            entrance.closed(flow);
        }
    }

    @Override
    public boolean answersStun(Flow flow) {
        return entrance != null && entrance.answersStun(flow);
    }
}
