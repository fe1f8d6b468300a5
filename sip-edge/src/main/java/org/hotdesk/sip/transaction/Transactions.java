package org.hotdesk.sip.transaction;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.sip.digest.KeyedHash;
import org.hotdesk.sip.message.CSeq;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Timers;

/**
 * All transactions of the edge, and which of them a message is for (RFC 3261 §17.1.3, §17.2.3). Looking one up costs no
 * allocation. One owner thread.
 */
public final class Transactions {
    final Timers timers;
    final TransactionTimes times;
    final HopRequests requests = new HopRequests();
    private final int most;
    private final KeyedHash hash;
    private final MatchKey.Reader keys;
    private final Map<MatchKey, ServerTransaction> servers = new HashMap<>();
    private final Map<Long, ClientTransaction> clients = new HashMap<>();
    private final Map<Long, ClientTransaction> cancels = new HashMap<>();
    private final OwnBranch branch = new OwnBranch();
    private long serial;

    /**
     * @param most requests served at the same time, and three times as many sent
     * @param key 16 random bytes, new at each start
     */
    public Transactions(Timers timers, TransactionTimes times, int most, byte[] key) {
        this.timers = timers;
        this.times = times;
        this.most = most;
        this.hash = new KeyedHash(key);
        this.keys = new MatchKey.Reader(hash);
    }

    /**
     * Whether a transaction took the request: it has come again and has been answered again if there is an answer yet,
     * or it is the ACK of a refusal.
     */
    public boolean absorbs(SipMessage request, Flow flow) {
        boolean ack = request.isMethod("ACK");
        ServerTransaction server = servers.get(keys.read(request, flow, ack));
        if (server == null) {
            return false;
        }
        if (ack) {
            return server instanceof InviteServer invite && invite.ack();
        }
        server.again();
        return true;
    }

    /** Whether no more requests are to be served; asked before one is opened. */
    public boolean isFull() {
        return servers.size() >= most || clients.size() >= 3L * most;
    }

    /** Begins to serve an INVITE that {@link #absorbs} did not know. */
    public InviteServer openInvite(SipMessage request, Flow flow, ServerUser user) {
        MatchKey key = keys.read(request, flow, true).copy();
        InviteServer server = new InviteServer(this, key, flow, user);
        servers.put(key, server);
        return server;
    }

    /** Begins to serve any other request that {@link #absorbs} did not know. */
    public NonInviteServer open(SipMessage request, Flow flow) {
        MatchKey key = keys.read(request, flow, false).copy();
        NonInviteServer server = new NonInviteServer(this, key, flow);
        servers.put(key, server);
        return server;
    }

    /**
     * Tells the INVITE which that CANCEL is for (RFC 3261 §9.2); false when there is none.
     *
     * @param answer sends the 200, before anything is done
     */
    public boolean cancel(SipMessage cancel, Flow flow, Runnable answer) {
        ServerTransaction server = servers.get(keys.read(cancel, flow, true));
        if (!(server instanceof InviteServer invite)) {
            return false;
        }
        answer.run();
        invite.cancel(cancel);
        return true;
    }

    /** A number for the branch of the next request we send, which nobody can guess. */
    public long nextId() {
        return hash.begin().add(-1L).add(++serial).end();
    }

    /**
     * Sends an INVITE whose topmost Via has the branch of that id.
     *
     * @param bytes the request from its beginning; it is copied
     * @return empty when it is known to be lost; then the user hears nothing
     */
    public Optional<InviteClient> sendInvite(long id, Flow flow, byte[] bytes, int length, ClientUser user) {
        InviteClient client = new InviteClient(this, id, flow, user, Arrays.copyOf(bytes, length));
        return start(client) ? Optional.of(client) : Optional.empty();
    }

    /** Sends any other request but ACK, in the same way. */
    public Optional<NonInviteClient> send(long id, Flow flow, byte[] bytes, int length, ClientUser user) {
        NonInviteClient client = new NonInviteClient(this, id, flow, user, Arrays.copyOf(bytes, length));
        return start(client) ? Optional.of(client) : Optional.empty();
    }

    private boolean start(ClientTransaction client) {
        clients.put(client.id, client);
        if (client.start()) {
            return true;
        }
        client.abandon();
        return false;
    }

    void cancel(InviteClient invite, Optional<String> reason) {
        byte[] bytes = requests.cancel(invite.sent, reason);
        NonInviteClient client = new NonInviteClient(this, invite.id, invite.flow(), Unheard.HERE, bytes);
        if (cancels.putIfAbsent(invite.id, client) == null && !client.start()) {
            client.abandon();
        }
    }

    /** Takes a response to the transaction it answers; false when there is none, and it must go no further. */
    public boolean response(SipMessage response, Flow flow) {
        if (response.topViaFault() >= 0 || !branch.read(response.topVia(), response.buffer())) {
            return false;
        }
        if (response.cseqFault() >= 0) {
            return false;
        }
        CSeq cseq = response.cseq();
        Map<Long, ClientTransaction> of = cseq.isMethod("CANCEL") ? cancels : clients;
        ClientTransaction client = of.get(branch.id());
        // RFC 3261 §17.1.3: the method has to be the one that was sent.
        if (client == null
                || client.flow().side() != flow.side()
                || client instanceof InviteClient != cseq.isMethod("INVITE")) {
            return false;
        }
        client.response(response);
        return true;
    }

    void gone(ServerTransaction server) {
        servers.remove(server.key, server);
    }

    void gone(ClientTransaction client) {
        if (!clients.remove(client.id, client)) {
            cancels.remove(client.id, client);
        }
    }

    /** Requests being served, and kept for their repetitions. */
    public int served() {
        return servers.size();
    }

    /** Requests sent, CANCELs included, and kept for repeated answers. */
    public int sent() {
        return clients.size() + cancels.size();
    }

    /** Nobody waits for what becomes of a CANCEL: the INVITE's own answer tells. */
    private enum Unheard implements ClientUser {
        HERE;

        @Override
        public void response(SipMessage response) {
            // The INVITE's answer decides.
        }

        @Override
        public void timeout() {
            // The INVITE has a time of its own.
        }
    }
}
