package org.hotdesk.sip.transaction;

import java.util.Arrays;
import org.hotdesk.sip.transport.Flow;

/** What answers one request, again and again while its sender repeats it. One owner thread. */
public abstract sealed class ServerTransaction permits InviteServer, NonInviteServer {
    private static final byte[] NOTHING = {};

    final Transactions table;
    final MatchKey key;
    final Flow flow;
    private byte[] last = NOTHING;

    ServerTransaction(Transactions table, MatchKey key, Flow flow) {
        this.table = table;
        this.key = key;
        this.flow = flow;
    }

    /** The way the request came and the answers go. */
    public Flow flow() {
        return flow;
    }

    /**
     * Sends an answer, and keeps a copy as long as it may have to be sent again. One that comes too late, as a second
     * final answer does, is dropped; only a 2xx to INVITE may follow another (RFC 6026 §7.1).
     *
     * @param bytes the answer, from its beginning
     */
    public abstract void respond(int status, byte[] bytes, int length);

    /** Whether a final answer has been sent, or never will be. */
    public abstract boolean isDone();

    /** The request has come again. */
    abstract void again();

    final void send(byte[] bytes, int length) {
        flow.send(bytes, 0, length);
    }

    final void sendAndKeep(byte[] bytes, int length) {
        send(bytes, length);
        // Over what loses nothing, nothing is asked for again.
        last = flow.transport().isReliable() ? NOTHING : Arrays.copyOf(bytes, length);
    }

    final void sendLast() {
        if (last.length > 0) {
            flow.send(last, 0, last.length);
        }
    }

    final void forgetLast() {
        last = NOTHING;
    }
}
