package org.hotdesk.sip.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotdesk.sip.digest.Challenge;
import org.hotdesk.sip.message.CSeq;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.message.Via;

/** Sends our requests, again and again until answered, and answers challenges. One owner thread, the loop's. */
final class Requests {
    private static final int MOST_ATTEMPTS = 3;

    /** One try of a request, from its first packet to its last answer. */
    private static final class Attempt {
        private final Ask ask;
        private final int number;
        private final byte[] bytes;
        private final NonInviteClient transaction;
        private final Consumer<Optional<SipMessage>> done;

        Attempt(Ask ask, int number, byte[] bytes, Consumer<Optional<SipMessage>> done) {
            this.ask = ask;
            this.number = number;
            this.bytes = bytes;
            this.transaction = new NonInviteClient(System.nanoTime());
            this.done = done;
        }
    }

    /** What is asked. */
    record Ask(Dialog dialog, String method, List<Dialog.Field> fields) {}

    private final SipAccount account;
    private final UdpLoop loop;
    private final String sentBy;
    private final SipWriter writer = new SipWriter();
    private final Map<String, Attempt> pending = new HashMap<>();

    Requests(SipAccount account, UdpLoop loop, String sentBy) {
        this.account = account;
        this.loop = loop;
        this.sentBy = sentBy;
    }

    /** Sends; {@code done} gets the last final answer, or nothing after timer F (32 s). */
    void send(Ask ask, Consumer<Optional<SipMessage>> done) {
        attempt(ask, 1, List.of(), done);
    }

    /** Whether no request waits for a final answer. */
    boolean isQuiet() {
        return pending.values().stream()
                .allMatch(attempt -> attempt.transaction.state() == NonInviteClient.State.COMPLETED);
    }

    private void attempt(Ask ask, int number, List<Dialog.Field> credentials, Consumer<Optional<SipMessage>> done) {
        String branch = Via.COOKIE + Tokens.random();
        List<Dialog.Field> fields = new ArrayList<>(ask.fields());
        fields.addAll(credentials);
        // RFC 3581 §3: rport asks the peer to answer to the port this came from.
        String via = "SIP/2.0/UDP " + sentBy + ";rport;branch=" + branch;
        byte[] bytes = ask.dialog().request(writer, ask.method(), via, fields);
        Attempt attempt = new Attempt(ask, number, bytes, done);
        pending.put(branch, attempt);
        loop.send(bytes);
        schedule(branch, attempt);
    }

    private void schedule(String branch, Attempt attempt) {
        long due = attempt.transaction.due();
        loop.at(due, () -> {
            // An answer has moved the due time: then that timer is the one that counts.
            if (attempt.transaction.due() == due) {
                timer(branch, attempt);
            }
        });
    }

    private void timer(String branch, Attempt attempt) {
        NonInviteClient.Step step = attempt.transaction.timer(System.nanoTime());
        if (step == NonInviteClient.Step.SEND) {
            loop.send(attempt.bytes);
        }
        if (attempt.transaction.state() == NonInviteClient.State.TERMINATED) {
            pending.remove(branch);
        } else {
            schedule(branch, attempt);
        }
        if (step == NonInviteClient.Step.TIMED_OUT) {
            attempt.done.accept(Optional.empty());
        }
    }

    /** A checked response came. RFC 3261 §17.1.3: branch and method must be those of the request. */
    void response(SipMessage response) {
        String branch = Via.top(response).flatMap(Via::branch).orElse("");
        Attempt attempt = pending.get(branch);
        boolean ours = attempt != null
                && CSeq.of(response)
                        .filter(cseq -> cseq.isMethod(attempt.ask.method()))
                        .isPresent();
        if (attempt == null || !ours || !attempt.transaction.response(response.status(), System.nanoTime())) {
            return;
        }
        if (response.status() >= 200) {
            schedule(branch, attempt);
            finished(attempt, response.keep());
        }
    }

    private void finished(Attempt attempt, SipMessage response) {
        Optional<Dialog.Field> credentials =
                attempt.number < MOST_ATTEMPTS ? credentials(attempt, response) : Optional.empty();
        if (credentials.isPresent()) {
            attempt(attempt.ask, attempt.number + 1, List.of(credentials.get()), attempt.done);
        } else {
            attempt.done.accept(Optional.of(response));
        }
    }

    /** RFC 3261 §22.2: a second challenge for the same password is answered only when it says that it is stale. */
    private Optional<Dialog.Field> credentials(Attempt attempt, SipMessage response) {
        boolean proxy = response.status() == 407;
        if (response.status() != 401 && !proxy) {
            return Optional.empty();
        }
        HeaderName from = proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE;
        HeaderName into = proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION;
        return Challenge.strongest(response.texts(from))
                .filter(challenge -> attempt.number == 1 || challenge.stale())
                .map(challenge -> challenge.answer(
                        account.user(),
                        account.password(),
                        attempt.ask.method(),
                        attempt.ask.dialog().target(),
                        Tokens.random(),
                        1))
                .map(credentials -> new Dialog.Field(into, credentials.write()));
    }
}
