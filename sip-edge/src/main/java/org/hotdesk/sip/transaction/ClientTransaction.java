package org.hotdesk.sip.transaction;

import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Flow;

/** What sends one request until there is an answer. One owner thread. */
public abstract sealed class ClientTransaction permits InviteClient, NonInviteClient {
    static final byte[] NOTHING = {};

    final Transactions table;
    final long id;
    final Flow flow;
    final ClientUser user;
    byte[] sent;

    ClientTransaction(Transactions table, long id, Flow flow, ClientUser user, byte[] sent) {
        this.table = table;
        this.id = id;
        this.flow = flow;
        this.user = user;
        this.sent = sent;
    }

    /** The way the request went. */
    public Flow flow() {
        return flow;
    }

    /** Ends it; whoever used it hears nothing any more. */
    public abstract void abandon();

    /** Sends the request; false when it is known to be lost. */
    abstract boolean start();

    abstract void response(SipMessage response);

    final boolean sendAgain() {
        return flow.send(sent, 0, sent.length);
    }
}
