package org.hotdesk.sip.transaction;

import org.hotdesk.sip.message.SipMessage;

/** Who has an INVITE answered, and may be asked to stop. */
public interface ServerUser {
    /** A CANCEL for it has come and been answered with 200; never after a final answer. */
    void cancelled(SipMessage cancel);
}
