package org.hotdesk.sip.proxy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.Verdict;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.MessageCheck;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.peer.HandTimers;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;
import org.hotdesk.sip.transport.Transport;

/** A proxy with what it asks about as values, and ways that keep what is sent. Password of each device: {@code good}. */
final class World implements Gate, Directory, Flows {
    final HandTimers timers = new HandTimers();
    final RecordedFlow asterisk = RecordedFlow.asterisk();
    final Map<String, List<Binding>> contacts = new HashMap<>();
    final Map<String, String> aliases = new HashMap<>();
    final List<RecordedFlow> flows = new ArrayList<>();
    final List<String> forged = new ArrayList<>();
    final Proxy proxy;
    InetSocketAddress name = RecordedFlow.address(192, 0, 2, 1, 5060);
    boolean answersStrangers = true;
    private DeviceNumber device = new DeviceNumber("1");

    World() {
        this(ProxyConfig.usual("hotdesk", "127.0.0.1:5080"));
    }

    World(ProxyConfig config) {
        proxy = new Proxy(
                config, new ProxyKeys(new byte[32], new byte[16]), timers, this, new Surroundings(this, this));
    }

    /** A phone that can be reached; one that has no contact yet. */
    RecordedFlow phone(Transport transport, int host) {
        RecordedFlow flow = RecordedFlow.phone(transport, host);
        flows.add(flow);
        return flow;
    }

    /** Registers a contact of the device. */
    Binding register(String number, RecordedFlow flow, int q, String contact, List<String> path) {
        Binding binding = new Binding(
                new DeviceNumber(number),
                contact,
                flow.transport(),
                flow.remote(),
                flow.local(),
                flow.connection(),
                path,
                "reg",
                1,
                q,
                Long.MAX_VALUE,
                Optional.of("urn:" + contact),
                "",
                timers.now(),
                timers.now());
        contacts.computeIfAbsent(number, key -> new ArrayList<>()).add(binding);
        return binding;
    }

    RecordedFlow register(String number, Transport transport, int host, int q) {
        RecordedFlow flow = phone(transport, host);
        register(number, flow, q, "sip:" + number + "@10.0.0." + host + ":5060", List.of());
        return flow;
    }

    void unregister(String number, int index) {
        contacts.getOrDefault(number, new ArrayList<>()).remove(index);
    }

    /** Gives the proxy a message, if it is one that a dispatcher would let pass. */
    boolean give(String text, Flow flow) {
        return give(text.getBytes(StandardCharsets.ISO_8859_1), flow);
    }

    boolean give(byte[] bytes, Flow flow) {
        SipParser parser = new SipParser(SipLimits.USUAL);
        return parser.datagram(bytes, 0, bytes.length)
                .fold(message -> give(message, flow), more -> false, wrong -> false);
    }

    /** Fails when what was sent cannot be read, as a stream too. */
    static void readable(String sent) {
        byte[] bytes = sent.getBytes(StandardCharsets.ISO_8859_1);
        boolean good = new SipParser(new SipLimits(65_535, 1024))
                .stream(bytes, 0, bytes.length)
                        .fold(
                                message -> message.end() == bytes.length
                                        && new MessageCheck().check(message).isEmpty(),
                                more -> false,
                                wrong -> false);
        if (!good) {
            throw new AssertionError("cannot be read: " + sent);
        }
    }

    private boolean give(SipMessage message, Flow flow) {
        if (new MessageCheck().check(message).isPresent()) {
            return false;
        }
        if (message.isRequest()) {
            proxy.request(message, flow);
        } else {
            proxy.response(message, flow);
        }
        return true;
    }

    @Override
    public Verdict check(SipMessage request, Flow flow) {
        String credentials = request.text(HeaderName.PROXY_AUTHORIZATION).orElse("none");
        for (Verdict verdict : Verdict.values()) {
            if (credentials.contains(verdict.name().toLowerCase(Locale.ROOT))) {
                DeviceNumber.parse(credentials.replaceAll(".*username=\"(\\d+)\".*", "$1"))
                        .ifPresent(who -> device = who);
                return verdict;
            }
        }
        return Verdict.WRONG;
    }

    @Override
    public DeviceNumber device() {
        return device;
    }

    @Override
    public void challenge(SipWriter answer, boolean stale) {
        answer.header(HeaderName.PROXY_AUTHENTICATE, "Digest realm=\"hotdesk\"" + (stale ? ", stale=true" : ""));
    }

    @Override
    public boolean answers(Flow flow) {
        return answersStrangers;
    }

    @Override
    public void forged(Flow flow, DeviceNumber by) {
        forged.add(by.digits());
    }

    @Override
    public boolean isOurs(String host) {
        return host.equals("pbx") || host.equals("192.0.2.1") || host.equals("127.0.0.1");
    }

    @Override
    public Optional<DeviceNumber> device(String user) {
        return DeviceNumber.parse(aliases.getOrDefault(user, user));
    }

    @Override
    public Optional<String> dialled(String user) {
        return Optional.ofNullable(aliases.get(user));
    }

    @Override
    public Optional<String> asserted(DeviceNumber of) {
        return aliases.entrySet().stream()
                .filter(alias -> alias.getValue().equals(of.digits()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public List<Binding> contacts(DeviceNumber of) {
        return contacts.getOrDefault(of.digits(), List.of());
    }

    @Override
    public InetSocketAddress name(Flow flow) {
        return flow.side() == Side.ASTERISK ? flow.local() : name;
    }

    @Override
    public Flow asterisk() {
        return asterisk;
    }

    @Override
    public Optional<Flow> find(
            Transport transport, InetSocketAddress local, InetSocketAddress remote, long connection) {
        return flows.stream()
                .filter(flow -> flow.transport() == transport
                        && flow.remote().equals(remote)
                        && flow.connection() == connection)
                .map(Flow.class::cast)
                .findFirst();
    }
}
