package org.hotdesk.sip.transaction;

import org.hotdesk.sip.message.SipMessage;

/** Who has a request sent and hears what becomes of it. */
public interface ClientUser {
    /** Each answer that is no repetition; the message is valid until this returns. */
    void response(SipMessage response);

    /** No final answer came in time, and none will be told any more. */
    void timeout();
}
