package org.hotdesk.sip.edge;

import java.time.Clock;
import org.hotdesk.sip.abuse.Failure;
import org.hotdesk.sip.abuse.Guard;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.registrar.Answer;
import org.hotdesk.sip.registrar.Registrar;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Timers;

/** REGISTER: has it served, sends the answer unless it would serve somebody else's flood, and tells the guard. One owner thread. */
final class Registrations {
    private final Registrar registrar;
    private final SipWriter answer;
    private final Guard guard;
    private final Doorman doorman;
    private final Timers timers;
    private final Clock clock;

    /** @param answer the one the registrar writes into */
    Registrations(Registrar registrar, SipWriter answer, Guard guard, Doorman doorman, Timers timers, Clock clock) {
        this.registrar = registrar;
        this.answer = answer;
        this.guard = guard;
        this.doorman = doorman;
        this.timers = timers;
        this.clock = clock;
    }

    void serve(SipMessage register, Flow flow) {
        boolean bare = !register.has(HeaderName.AUTHORIZATION);
        // Asked before the work: without credentials there is nothing but a challenge to come out of it.
        if (bare && !guard.answers(flow, timers.now())) {
            return;
        }
        Answer outcome = registrar.register(register, flow, clock.millis());
        boolean authenticated = registrar.device().isPresent();
        if (authenticated) {
            guard.authenticated(flow, timers.now());
        }
        if (authenticated || bare || guard.answers(flow, timers.now())) {
            flow.send(answer.buffer(), 0, answer.length());
        }
        report(outcome, register, flow);
    }

    private void report(Answer outcome, SipMessage register, Flow flow) {
        switch (outcome) {
            case WRONG_PASSWORD -> doorman.wrongPassword(register, HeaderName.TO, flow);
            case NOT_ITS_ADDRESS -> failed(Failure.FORGED_FROM, register, flow);
            case UNKNOWN_DOMAIN -> failed(Failure.FOREIGN_DOMAIN, register, flow);
            case BAD_CREDENTIALS -> failed(Failure.MALFORMED, register, flow);
            default -> {}
        }
    }

    private void failed(Failure why, SipMessage register, Flow flow) {
        guard.failed(flow, why, Doorman.user(register, HeaderName.TO), timers.now());
    }
}
