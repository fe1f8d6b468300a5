package org.hotdesk.sip.edge;

import java.time.Clock;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.abuse.Failure;
import org.hotdesk.sip.abuse.Guard;
import org.hotdesk.sip.digest.Authenticator;
import org.hotdesk.sip.digest.Subscribers;
import org.hotdesk.sip.digest.Verdict;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.NameAddr;
import org.hotdesk.sip.message.NumberKey;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.proxy.Gate;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Timers;

/** Asks senders who they are, and tells the guard how they behave. One owner thread. */
final class Doorman implements Gate {
    private final Authenticator authenticator;
    private final Subscribers subscribers;
    private final Guard guard;
    private final Timers timers;
    private final Clock clock;

    Doorman(Authenticator authenticator, Subscribers subscribers, Guard guard, Timers timers, Clock clock) {
        this.authenticator = authenticator;
        this.subscribers = subscribers;
        this.guard = guard;
        this.timers = timers;
        this.clock = clock;
    }

    @Override
    public Verdict check(SipMessage request, Flow flow) {
        Verdict verdict = authenticator.check(request, HeaderName.PROXY_AUTHORIZATION, clock.millis());
        switch (verdict) {
            case GOOD -> guard.authenticated(flow, timers.now());
            case WRONG -> wrongPassword(request, HeaderName.FROM, flow);
            case MALFORMED -> guard.failed(flow, Failure.MALFORMED, "", timers.now());
            case NONE, STALE -> {}
        }
        return verdict;
    }

    @Override
    public DeviceNumber device() {
        return authenticator.device();
    }

    @Override
    public void challenge(SipWriter answer, boolean stale) {
        authenticator.challenge(answer, HeaderName.PROXY_AUTHENTICATE, stale, clock.millis());
    }

    @Override
    public boolean answers(Flow flow) {
        return guard.answers(flow, timers.now());
    }

    @Override
    public void forged(Flow flow, DeviceNumber device) {
        guard.failed(flow, Failure.FORGED_FROM, device.digits(), timers.now());
    }

    /** Whether the account exists is looked up for the log alone, once the answer is made. */
    void wrongPassword(SipMessage request, HeaderName party, Flow flow) {
        String user = user(request, party);
        Failure why = subscribers.find(NumberKey.of(user)).isPresent() ? Failure.WRONG_PASSWORD : Failure.UNKNOWN_USER;
        guard.failed(flow, why, user, timers.now());
    }

    static String user(SipMessage request, HeaderName party) {
        return NameAddr.of(request, party).map(who -> who.uri().user()).orElse("");
    }
}
