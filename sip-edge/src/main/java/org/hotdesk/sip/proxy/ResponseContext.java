package org.hotdesk.sip.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.SipRelay;
import org.hotdesk.sip.transaction.NonInviteServer;
import org.hotdesk.sip.transaction.ServerTransaction;
import org.hotdesk.sip.transaction.ServerUser;
import org.hotdesk.sip.transaction.SlotTimer;
import org.hotdesk.sip.transport.Side;

/**
 * One request on its way to one or more targets, and which of the answers goes back (RFC 3261 §16.7). Lives until the
 * last branch has its final answer. One owner thread.
 */
final class ResponseContext implements ServerUser {
    private static final byte[] NOTHING = {};
    private static final SipLimits ANY = new SipLimits(65_535, 1024);
    private static final Optional<String> ELSEWHERE = Optional.of("SIP;cause=200;text=\"Call completed elsewhere\"");

    private static final List<HeaderName> CHALLENGES =
            List.of(HeaderName.WWW_AUTHENTICATE, HeaderName.PROXY_AUTHENTICATE);

    private record Challenge(HeaderName name, String value) {}

    private final Core core;
    private final Passage passage;
    private final boolean invite;
    private final ServerTransaction server;
    /** The groups not tried yet. */
    private List<List<Target>> later = List.of();

    private final List<Branch> branches = new ArrayList<>(1);
    private final List<Challenge> alsoAsked = new ArrayList<>(0);
    private final SlotTimer trying = new SlotTimer();
    private byte[] request;
    private int pending;
    private int bestStatus;
    private byte[] best = NOTHING;
    private boolean cancelled;

    ResponseContext(Core core, Passage passage, SipMessage message) {
        this.core = core;
        this.passage = passage;
        this.invite = message.isMethod("INVITE");
        this.request = Arrays.copyOfRange(message.buffer(), message.from(), message.end());
        this.server = invite
                ? core.transactions().openInvite(message, passage.came(), this)
                : core.transactions().open(message, passage.came());
    }

    Core core() {
        return core;
    }

    boolean isInvite() {
        return invite;
    }

    /** Sends the request to the first group, and remembers the others. */
    void start(SipMessage message, List<List<Target>> groups) {
        if (invite) {
            core.replies().trying(server, message);
        } else {
            // RFC 4320 §4.1.
            trying.set(core.timers(), core.config().times().tryingNanos(), this::stillTrying);
        }
        later = groups;
        launchNext(message);
    }

    private void stillTrying() {
        if (!server.isDone()) {
            core.replies().trying(server, kept());
        }
    }

    private void launchNext(SipMessage message) {
        List<Target> group = later.get(0);
        later = later.subList(1, later.size());
        launch(message, group);
    }

    private void launch(SipMessage message, List<Target> group) {
        pending += group.size();
        for (Target target : group) {
            if (target.flow().isEmpty()) {
                failure(Refusal.UNAVAILABLE);
                continue;
            }
            Branch branch = new Branch(this, target.flow().get());
            long id = core.transactions().nextId();
            SipRelay copy = core.forwarder().request(message, passage, target, branch.flow(), id, group.size());
            branches.add(branch);
            core.connections().add(branch);
            if (!branch.start(id, copy)) {
                branch.lost();
            }
        }
    }

    void provisional(Branch from, SipMessage response) {
        // RFC 3261 §16.7 step 5: each one but 100 goes on at once, as long as nothing final has.
        if (!server.isDone()) {
            respond(from, response, response.status());
        }
    }

    /** RFC 3261 §16.7 step 5, RFC 6026 §8: every 2xx goes on, and ends the search. */
    void success(Branch from, SipMessage response) {
        respond(from, response, response.status());
        later = List.of();
        cancelAll(ELSEWHERE);
        finish();
    }

    void failure(Branch from, SipMessage response) {
        int status = response.status();
        if (status == Refusal.TIMEOUT.status() && !invite) {
            // RFC 4320 §4.2: nobody sends a 408 to that, nor passes one on.
            ended();
            return;
        }
        if (isChallenge(status) && isChallenge(bestStatus)) {
            keepChallenges(response);
        }
        if (isBetter(status)) {
            boolean shared = status == Refusal.OVERLOAD.status() && from.flow().side() == Side.PHONES;
            int told = shared ? Refusal.INTERNAL.status() : status;
            bestStatus = told;
            best = core.forwarder().response(response, from.flow(), told).copy();
        }
        if (status >= 600) {
            later = List.of();
            cancelAll(Optional.of("SIP;cause=" + status));
        }
        ended();
    }

    private static boolean isChallenge(int status) {
        return status == 401 || status == 407;
    }

    private void keepChallenges(SipMessage response) {
        for (HeaderName name : CHALLENGES) {
            for (int line = response.find(name, 0); line >= 0; line = response.find(name, line + 1)) {
                String value = response.valueText(line);
                if (PeerText.isSayable(value)) {
                    alsoAsked.add(new Challenge(name, value));
                }
            }
        }
    }

    /** RFC 3261 §16.7 step 7: whoever is to meet all challenges has to hear of all. */
    private byte[] bestWithAllChallenges() {
        if (alsoAsked.isEmpty() || !isChallenge(bestStatus)) {
            return best;
        }
        SipRelay all = new SipRelay().of(read(best));
        alsoAsked.forEach(challenge -> all.add(challenge.name(), challenge.value()));
        return all.write().copy();
    }

    /** A branch has ended without an answer. */
    void failure(Refusal as) {
        boolean silent = as == Refusal.TIMEOUT && !invite;
        if (!silent && isBetter(as.status())) {
            bestStatus = as.status();
            best = NOTHING;
        }
        ended();
    }

    @Override
    public void cancelled(SipMessage cancel) {
        cancelled = true;
        later = List.of();
        List<String> reasons = cancel.texts(HeaderName.REASON).stream()
                .filter(PeerText::isSayable)
                .toList();
        cancelAll(reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", reasons)));
    }

    private void cancelAll(Optional<String> reason) {
        if (invite) {
            List.copyOf(branches).forEach(branch -> branch.cancel(reason));
        }
    }

    private boolean isBetter(int status) {
        return bestStatus == 0 || BestResponse.rank(status) < BestResponse.rank(bestStatus);
    }

    private void ended() {
        pending--;
        if (pending > 0 || server.isDone()) {
            return;
        }
        if (!later.isEmpty() && !cancelled) {
            launchNext(kept());
            return;
        }
        if (best.length > 0) {
            byte[] told = bestWithAllChallenges();
            server.respond(bestStatus, told, told.length);
        } else if (bestStatus > 0) {
            core.replies().respond(server, kept(), BestResponse.refusal(bestStatus));
        } else if (server instanceof NonInviteServer other) {
            // RFC 4320 §4.2: no answer in time means no answer at all.
            other.abandon();
        }
        finish();
    }

    private void respond(Branch from, SipMessage response, int status) {
        SipRelay copy = core.forwarder().response(response, from.flow(), status);
        server.respond(status, copy.buffer(), copy.length());
    }

    private void finish() {
        trying.cancel();
        request = NOTHING;
        best = NOTHING;
    }

    private SipMessage kept() {
        return read(request);
    }

    private static SipMessage read(byte[] bytes) {
        return new SipParser(ANY)
                .datagram(bytes, 0, bytes.length)
                .fold(message -> message, more -> broken(), wrong -> broken());
    }

    private static SipMessage broken() {
        throw new IllegalStateException("a message that was read once cannot be read again");
    }
}
