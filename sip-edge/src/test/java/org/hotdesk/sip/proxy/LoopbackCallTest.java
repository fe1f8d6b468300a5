package org.hotdesk.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.Verdict;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.transport.EdgeLoop;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Receiver;
import org.hotdesk.sip.transport.Transport;
import org.hotdesk.sip.transport.UdpPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call over real sockets: phone, edge and Asterisk are three UDP ports of loopback. */
class LoopbackCallTest implements Receiver, Gate, Directory, Flows {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final SipParser parser = new SipParser(SipLimits.USUAL);
    private final EdgeLoop loop = new EdgeLoop(this);
    private Optional<Proxy> proxy = Optional.empty();
    private Optional<UdpPort> inner = Optional.empty();
    private final DatagramSocket phone;
    private final DatagramSocket asterisk;
    private InetSocketAddress edge = ANY_PORT;

    LoopbackCallTest() throws IOException {
        phone = new DatagramSocket(ANY_PORT);
        asterisk = new DatagramSocket(ANY_PORT);
    }

    @BeforeEach
    void open() throws IOException {
        edge = loop.listen(ANY_PORT).local();
        inner = Optional.of(loop.listenInner(ANY_PORT, address(asterisk)));
        String host = "127.0.0.1:" + asterisk.getLocalPort();
        proxy = Optional.of(new Proxy(
                ProxyConfig.usual("hotdesk", host),
                new ProxyKeys(new byte[32], new byte[16]),
                loop.timers(),
                this,
                new Surroundings(this, this)));
        loop.start();
    }

    @AfterEach
    void close() {
        loop.close();
        phone.close();
        asterisk.close();
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    private static void send(DatagramSocket from, InetSocketAddress to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** The next message that begins so; what the edge sends again or by the way is passed over. */
    private static String next(DatagramSocket at, String start) throws IOException {
        at.setSoTimeout(10_000);
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            at.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            if (text.startsWith(start)) {
                return text;
            }
        }
    }

    @Test
    void call_isSetUpAndEndedFromTheOtherSide() throws IOException {
        InetSocketAddress innerPort = inner.orElseThrow().local();
        send(phone, edge, Sip.fromPhone("INVITE", "Contact: <sip:1001@10.9.9.9>\r\n"));
        String invite = next(asterisk, "INVITE ");
        next(phone, "SIP/2.0 100 ");
        send(asterisk, innerPort, Sip.answer(invite, 180, "ast", ""));
        next(phone, "SIP/2.0 180 ");
        send(asterisk, innerPort, Sip.answer(invite, 200, "ast", "Contact: <sip:ast@127.0.0.1>\r\n"));
        List<String> routes = Sip.values(next(phone, "SIP/2.0 200 "), "Record-Route");
        String back = "Route: " + routes.get(1) + "\r\nRoute: " + routes.get(0) + "\r\n";
        send(phone, edge, Sip.request("ACK", "sip:ast@127.0.0.1", "1001", "201@pbx>;tag=ast", back));
        assertThat(Sip.values(next(asterisk, "ACK sip:ast@127.0.0.1 "), "Route"))
                .isEmpty();
        String forth = "Route: " + routes.get(0) + "\r\nRoute: " + routes.get(1) + "\r\n";
        send(asterisk, innerPort, Sip.request("BYE", "sip:1001@10.9.9.9", "201", "1001@pbx>;tag=from", forth));
        String bye = next(phone, "BYE sip:1001@10.9.9.9 ");
        send(phone, edge, Sip.answer(bye, 200, "from", ""));
        assertThat(Sip.values(next(asterisk, "SIP/2.0 200 "), "CSeq")).containsExactly("5 BYE");
    }

    @Override
    public void message(byte[] buffer, int from, int end, Flow flow) {
        if (parser.datagram(buffer, from, end) instanceof SipMessage message) {
            Proxy to = proxy.orElseThrow();
            if (message.isRequest()) {
                to.request(message, flow);
            } else {
                to.response(message, flow);
            }
        }
    }

    @Override
    public void closed(Flow flow) {
        proxy.orElseThrow().closed(flow);
    }

    @Override
    public Verdict check(SipMessage request, Flow flow) {
        return Verdict.GOOD;
    }

    @Override
    public DeviceNumber device() {
        return new DeviceNumber("1001");
    }

    @Override
    public void challenge(SipWriter answer, boolean stale) {
        throw new IllegalStateException("nobody is challenged here");
    }

    @Override
    public boolean answers(Flow flow) {
        return true;
    }

    @Override
    public void forged(Flow flow, DeviceNumber device) {
        throw new IllegalStateException("nobody forges here");
    }

    @Override
    public boolean isOurs(String host) {
        return host.equals("pbx");
    }

    @Override
    public Optional<DeviceNumber> device(String user) {
        return DeviceNumber.parse(user);
    }

    @Override
    public Optional<String> dialled(String user) {
        return Optional.empty();
    }

    @Override
    public Optional<String> asserted(DeviceNumber device) {
        return Optional.empty();
    }

    @Override
    public List<Binding> contacts(DeviceNumber device) {
        return List.of();
    }

    @Override
    public Flow asterisk() {
        return inner.orElseThrow().to(address(asterisk));
    }

    @Override
    public Optional<Flow> find(
            Transport transport, InetSocketAddress local, InetSocketAddress remote, long connection) {
        return loop.flow(transport, local, remote, connection);
    }
}
