package org.hotdesk.sip.proxy;

import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.Verdict;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.transport.Flow;

/** Who may send a request from the open side: what the proxy asks about a phone. The edge's thread only. */
public interface Gate {
    /** What the request's credentials for a proxy are worth; when they are good, {@link #device()} tells whose. */
    Verdict check(SipMessage request, Flow flow);

    /** Whose credentials the last good ones were. */
    DeviceNumber device();

    /** Adds the challenge: Proxy-Authenticate fields. */
    void challenge(SipWriter answer, boolean stale);

    /** Whether somebody who has not authenticated may get an answer now; if not, the request is dropped. */
    boolean answers(Flow flow);

    /** A device that authenticated has named somebody else in From. */
    void forged(Flow flow, DeviceNumber device);
}
