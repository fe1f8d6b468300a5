package org.hotdesk.sip.proxy;

import java.util.Optional;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipRelay;
import org.hotdesk.sip.transaction.ClientTransaction;
import org.hotdesk.sip.transaction.ClientUser;
import org.hotdesk.sip.transaction.InviteClient;
import org.hotdesk.sip.transaction.SlotTimer;
import org.hotdesk.sip.transport.Flow;

/** One way a request was sent by, until its final answer. One owner thread. */
final class Branch implements ClientUser {
    private final ResponseContext context;
    private final Flow flow;
    private final SlotTimer patience = new SlotTimer();
    private Optional<ClientTransaction> client = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private boolean toBeCancelled;
    private boolean cancelSent;
    private boolean done;

    Branch(ResponseContext context, Flow flow) {
        this.context = context;
        this.flow = flow;
    }

    Flow flow() {
        return flow;
    }

    /** Sends it; false when it is known to be lost. */
    boolean start(long id, SipRelay request) {
        if (context.isInvite()) {
            client = context.core()
                    .transactions()
                    .sendInvite(id, flow, request.buffer(), request.length(), this)
                    .map(sent -> sent);
            startTimerC();
        } else {
            client = context.core()
                    .transactions()
                    .send(id, flow, request.buffer(), request.length(), this)
                    .map(sent -> sent);
        }
        return client.isPresent();
    }

    // RFC 3261 §16.6 step 11.
    private void startTimerC() {
        patience.set(context.core().timers(), context.core().config().timerC().toNanos(), this::timerC);
    }

    @Override
    public void response(SipMessage response) {
        int status = response.status();
        if (status < 200) {
            provisional(response);
        } else if (!context.core().forwarder().hasWayBack(response)) {
            end(Refusal.INTERNAL);
        } else if (status < 300) {
            if (!done) {
                finish();
            }
            context.success(this, response);
        } else if (!done) {
            finish();
            context.failure(this, response);
        }
    }

    private void provisional(SipMessage response) {
        if (!context.isInvite() || done) {
            // RFC 4320 §4.1: nothing provisional but 100 for others than INVITE, and a 100 goes one hop.
            return;
        }
        if (toBeCancelled) {
            sendCancel();
            return;
        }
        if (response.status() > 100) {
            // RFC 3261 §16.7 step 2.
            startTimerC();
            if (context.core().forwarder().hasWayBack(response)) {
                context.provisional(this, response);
            }
        }
    }

    @Override
    public void timeout() {
        end(toBeCancelled ? Refusal.CANCELLED : Refusal.TIMEOUT);
    }

    // RFC 3261 §16.8: who has shown a sign of life is cancelled, else it counts as a 408.
    private void timerC() {
        if (canBeCancelled()) {
            cancel(Optional.empty());
        } else {
            giveUp(Refusal.TIMEOUT);
        }
    }

    /** RFC 3261 §9.1: at once, or as soon as there is a provisional answer. */
    void cancel(Optional<String> why) {
        if (!done && !toBeCancelled) {
            toBeCancelled = true;
            reason = why;
            if (canBeCancelled()) {
                sendCancel();
            }
        }
    }

    private boolean canBeCancelled() {
        return client.map(sent -> sent instanceof InviteClient invite && invite.canBeCancelled())
                .orElse(false);
    }

    private void sendCancel() {
        if (cancelSent) {
            return;
        }
        cancelSent = true;
        client.ifPresent(sent -> {
            if (sent instanceof InviteClient invite) {
                invite.cancel(reason);
            }
        });
        // RFC 3261 §9.1: without an answer to the INVITE for 64 times T1 it counts as cancelled.
        long wait = context.core().config().times().patienceNanos();
        patience.set(context.core().timers(), wait, () -> giveUp(Refusal.CANCELLED));
    }

    /** Its connection is gone. */
    void lost() {
        giveUp(Refusal.UNAVAILABLE);
    }

    private void giveUp(Refusal as) {
        client.ifPresent(ClientTransaction::abandon);
        end(as);
    }

    private void end(Refusal as) {
        if (!done) {
            finish();
            context.failure(as);
        }
    }

    private void finish() {
        done = true;
        patience.cancel();
        context.core().connections().remove(this);
    }

    boolean isDone() {
        return done;
    }
}
