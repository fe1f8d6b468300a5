package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Calls from Asterisk to registered phones, both of them played here: INVITE, 180, 200, ACK, BYE, 200, so many a second,
 * each ended by its caller as soon as it is answered. They come in bursts: single ones, with pauses between, would
 * measure how dear it is on this machine to wake a program, which is more than a call costs. One owner thread.
 */
final class Calls implements AutoCloseable {
    private static final String BODY =
            """
            v=0
            o=- 20518 0 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40000 RTP/AVP 9 0 8 101
            a=rtpmap:101 telephone-event/8000
            a=sendrecv
            """
                    .replace("\n", "\r\n");
    private static final int AT_ONCE = 32;
    private static final long PATIENCE = 3_000_000_000L;

    private final InetSocketAddress callee;
    private final DatagramChannel asterisk;
    private final String us;
    private final List<DatagramChannel> phones;
    private final int devices;
    private final byte[] heard = new byte[65_536];
    private final ByteBuffer in = ByteBuffer.wrap(heard);
    private final Set<String> open = new HashSet<>();
    private int serial;
    private int lost;

    /**
     * @param from the address Asterisk has
     * @param server where it sends calls to
     * @param phones the sockets the devices have registered from, the devices dealt out in turn
     */
    Calls(InetSocketAddress from, InetSocketAddress server, List<DatagramChannel> phones, int devices)
            throws IOException {
        this.callee = server;
        this.phones = phones;
        this.devices = devices;
        asterisk = DatagramChannel.open(StandardProtocolFamily.INET);
        asterisk.configureBlocking(false);
        asterisk.bind(from);
        asterisk.connect(server);
        us = "127.0.0.1:" + ((InetSocketAddress) asterisk.getLocalAddress()).getPort();
    }

    /** Makes so many calls; all but one in a hundred must come about. */
    void run(int calls, int perSecond) throws IOException {
        long began = System.nanoTime();
        long gap = 1_000_000_000L / perSecond;
        long moved = began;
        int begun = 0;
        open.clear();
        while (begun < calls || !open.isEmpty()) {
            long now = System.nanoTime();
            if (begun < calls && now - began >= begun * gap && open.isEmpty()) {
                begun += burst(Math.min(AT_ONCE, calls - begun));
                moved = now;
            }
            moved = hearAll() ? now : moved;
            if (now - moved > PATIENCE) {
                lost += open.size();
                open.clear();
            }
        }
        if (lost > calls / 100) {
            throw new IllegalStateException(lost + " calls did not come about");
        }
    }

    /** All at once: between two of them nobody is heard. */
    private int burst(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            invite();
        }
        return count;
    }

    private boolean hearAll() throws IOException {
        boolean any = false;
        while (hears(asterisk)) {
            asteriskHears(Heard.of(heard, in.position()));
            any = true;
        }
        for (DatagramChannel phone : phones) {
            while (hears(phone)) {
                phoneHears(phone, Heard.of(heard, in.position()));
                any = true;
            }
        }
        return any;
    }

    private boolean hears(DatagramChannel channel) throws IOException {
        return channel.read(in.clear()) > 0;
    }

    private void invite() throws IOException {
        String number = Accounts.number(serial % devices);
        String call = "call-" + serial++;
        open.add(call);
        String host = callee.getAddress().getHostAddress() + ":" + callee.getPort();
        say(
                asterisk,
                request("INVITE sip:" + number + "@" + host, call, 1, "<sip:" + number + "@" + host + ">")
                        + "Contact: <sip:asterisk@" + us + ">\r\nAllow: INVITE, ACK, CANCEL, BYE, OPTIONS\r\n"
                        + "Supported: 100rel, timer, replaces\r\nUser-Agent: Bench PBX\r\n"
                        + "Content-Type: application/sdp\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);
    }

    private void asteriskHears(Heard answer) throws IOException {
        int status = answer.status();
        if (status < 200) {
            return;
        }
        if (status >= 300) {
            throw new IllegalStateException(
                    "a call was answered " + answer.lines().get(0));
        }
        String call = answer.value("Call-ID");
        if (answer.value("CSeq").endsWith("BYE")) {
            open.remove(call);
            return;
        }
        String route = answer.callersRoute();
        String to = answer.value("To");
        String uri = answer.contact();
        say(asterisk, request("ACK " + uri, call, 1, to) + route + "Content-Length: 0\r\n\r\n");
        say(asterisk, request("BYE " + uri, call, 2, to) + route + "Content-Length: 0\r\n\r\n");
    }

    private String request(String methodAndUri, String call, int cseq, String to) {
        String method = methodAndUri.substring(0, methodAndUri.indexOf(' '));
        return methodAndUri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + us + ";branch=z9hG4bK" + method + call
                + ";rport\r\nMax-Forwards: 70\r\nFrom: \"Office\" <sip:200@" + us + ">;tag=a" + call + "\r\nTo: " + to
                + "\r\nCall-ID: " + call + "\r\nCSeq: " + cseq + " " + method + "\r\n";
    }

    private static void phoneHears(DatagramChannel phone, Heard request) throws IOException {
        InetSocketAddress local = (InetSocketAddress) phone.getLocalAddress();
        String contact = "sip:phone@" + local.getAddress().getHostAddress() + ":" + local.getPort();
        if (request.isRequest("INVITE")) {
            phone.write(ByteBuffer.wrap(request.answer("180 Ringing", "ring", contact, "")));
            phone.write(ByteBuffer.wrap(request.answer("200 OK", "ring", contact, BODY)));
        } else if (request.isRequest("BYE")) {
            phone.write(ByteBuffer.wrap(request.answer("200 OK", "ring", contact, "")));
        }
    }

    private static void say(DatagramChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Override
    public void close() throws IOException {
        asterisk.close();
    }
}
