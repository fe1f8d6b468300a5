package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * One socket with one registration under way at a time, of always the same phones: REGISTER, 401, REGISTER with the
 * answer to the challenge, 200. One owner thread.
 */
final class Lane implements AutoCloseable {

    private static final byte[] COOKIE = Accounts.ascii("z9hG4bK");

    private final int index;
    private final DatagramChannel channel;
    private final Digest digest;
    private final String where;
    private final Request plain;
    private Request signed;
    private Request last;
    private int next;
    private int account;
    private int branch;
    private int repeats;
    long sentAt;
    long begunAt;

    Lane(int index, InetAddress source, InetSocketAddress server, Digest digest) throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(source, 0));
        channel.connect(server);
        this.index = index;
        this.digest = digest;
        next = index;
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        // Always five digits, so that all lanes' messages have one length.
        where = "%s:%05d".formatted(local.getAddress().getHostAddress(), local.getPort());
        plain = new Request(text(""));
        signed = plain;
        last = plain;
    }

    /** The phone whose turn it is. The phones of a lane are always the same, so that none of them seems to move. */
    int nextAccount(int lanes, int accounts) {
        int turn = next;
        next = turn + lanes < accounts ? turn + lanes : index;
        return turn;
    }

    /** Sends the first REGISTER of a registration. */
    void begin(int whose, int cseq, long now) throws IOException {
        account = whose;
        begunAt = now;
        send(plain, cseq, now);
    }

    /** Sends the second REGISTER, with credentials for the challenge in the answer. */
    void sign(byte[] answer, int length, int cseq, long now) throws IOException {
        digest.readNonce(answer, length);
        if (signed.nonce.length == 0) {
            signed = new Request(text("Authorization: Digest username=\"@@@@@@\", realm=\"" + Accounts.REALM
                    + "\", nonce=\"" + "^".repeat(digest.nonceLength()) + "\", uri=\"sip:" + Accounts.REALM
                    + "\", response=\"" + "~".repeat(Digest.LENGTH)
                    + "\", algorithm=MD5, cnonce=\"c0ffee\", qop=auth, nc=00000001\n"));
        }
        signed.text.copy(answer, digest.nonceFrom(), digest.nonceLength(), signed.nonce);
        signed.text.copy(digest.response(account, answer), 0, Digest.LENGTH, signed.response);
        send(signed, cseq, now);
    }

    /** Sends the last request again, as a phone does that hears nothing; how often it has done so. */
    int repeat(long now) throws IOException {
        write(now);
        return ++repeats;
    }

    /** Takes the answer if it has come; its length, or 0. An answer to an earlier request is passed over. */
    int answer(ByteBuffer into, byte[] behind) throws IOException {
        int length = channel.read(into.clear());
        return length > 0 && isToLast(behind, length) ? length : 0;
    }

    /** The socket, for what else comes to its phones. */
    DatagramChannel channel() {
        return channel;
    }

    int account() {
        return account;
    }

    private boolean isToLast(byte[] answer, int length) {
        int at = Template.find(answer, length, COOKIE, 0);
        return at >= 0 && Template.number(answer, at + COOKIE.length, Request.BRANCH_DIGITS) == branch;
    }

    private void send(Request request, int cseq, long now) throws IOException {
        request.text.number(request.device, Accounts.FIRST + account, Accounts.DIGITS);
        request.text.number(request.cseq, cseq, Request.CSEQ_DIGITS);
        request.text.number(request.branch, ++branch, Request.BRANCH_DIGITS);
        last = request;
        repeats = 0;
        write(now);
    }

    private void write(long now) throws IOException {
        sentAt = now;
        channel.write(last.wire.rewind());
    }

    private String text(String authorization) {
        return """
                REGISTER sip:hotdesk SIP/2.0
                Via: SIP/2.0/UDP %s;branch=z9hG4bK#########;rport
                Max-Forwards: 70
                From: "Phone" <sip:@@@@@@@hotdesk>;tag=t@@@@@@
                To: "Phone" <sip:@@@@@@@hotdesk>
                Call-ID: @@@@@@-5f8e2a9c41d7b6
                CSeq: %%%%%%%%%%%%%% REGISTER
                Contact: <sip:@@@@@@@%s;transport=udp>;+sip.instance="<urn:uuid:6e1c3b52-0d3f-11ee-8c4e-000000@@@@@@>"
                %sAllow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY, REFER, SUBSCRIBE, UPDATE, MESSAGE
                Supported: replaces, path
                User-Agent: Bench Phone 1.0
                Expires: 3600
                Content-Length: 0

                """
                .formatted(where, where, authorization);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
