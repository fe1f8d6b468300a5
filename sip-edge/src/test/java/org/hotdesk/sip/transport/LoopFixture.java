package org.hotdesk.sip.transport;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hotdesk.sip.message.SipLimits;

/** A loop whose receiver notes what comes, and answers when told to. */
final class LoopFixture implements Receiver, AutoCloseable {
    static final SipLimits MESSAGES = new SipLimits(2048, 32);
    static final String OPTIONS = "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 0\r\n\r\n";

    record Heard(String text, Flow flow) {}

    final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<Flow> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<Flow> closed = new LinkedBlockingQueue<>();
    volatile Optional<String> answer = Optional.of("SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n");
    volatile boolean fails;
    volatile boolean stun = true;
    final EdgeLoop loop;

    LoopFixture() {
        this(StreamLimits.USUAL);
    }

    LoopFixture(StreamLimits limits) {
        loop = new EdgeLoop(this, MESSAGES, limits);
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** An address without asking any server for its name. */
    static InetAddress numeric(String address) throws UnknownHostException {
        return InetAddress.getAllByName(address)[0];
    }

    @Override
    public void message(byte[] buffer, int from, int end, Flow flow) {
        heard.add(new Heard(new String(buffer, from, end - from, StandardCharsets.UTF_8), flow));
        if (fails) {
            throw new IllegalStateException("on purpose");
        }
        answer.ifPresent(text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            flow.send(bytes, 0, bytes.length);
        });
    }

    @Override
    public void closed(Flow flow) {
        closed.add(flow);
    }

    @Override
    public void opened(Flow flow) {
        opened.add(flow);
    }

    @Override
    public boolean answersStun(Flow flow) {
        return stun;
    }

    Heard next() throws InterruptedException {
        return Optional.ofNullable(heard.poll(10, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("nothing was heard"));
    }

    /** Runs it on the loop's thread. */
    <T> T onLoop(Supplier<T> what) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.execute(() -> done.complete(what.get()));
        return done.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        loop.close();
    }

    /** A phone's UDP socket. */
    static DatagramSocket socket(String address) throws Exception {
        DatagramSocket socket = new DatagramSocket(0, numeric(address));
        socket.setSoTimeout(10_000);
        return socket;
    }

    static void send(DatagramSocket socket, InetSocketAddress to, byte[] bytes) throws Exception {
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    static void send(DatagramSocket socket, InetSocketAddress to, String text) throws Exception {
        send(socket, to, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] receive(DatagramSocket socket) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        byte[] bytes = new byte[packet.getLength()];
        System.arraycopy(packet.getData(), 0, bytes, 0, bytes.length);
        return bytes;
    }
}
