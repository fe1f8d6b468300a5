package org.hotdesk.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A real SIP phone: one baresip process without a sound card, which says a tone and hears nothing. It registers, calls, is
 * called, presses keys, and shows what message-waiting tells it. Thread-safe.
 */
public final class Phone implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final PhoneAccount account;
    private final Clock clock;
    private final Path folder;
    private final RunningProgram program;
    private final BaresipControl control;
    private final Map<String, PhoneCall> calls = new LinkedHashMap<>();
    private final List<WireMessage> wire = new ArrayList<>();
    private final List<MessageWaiting> lamps = new ArrayList<>();
    private Optional<String> registration = Optional.empty();
    private int shown;

    private Phone(PhoneAccount account, BaresipPorts ports, Path folder, RunningProgram program, Clock clock)
            throws IOException {
        this.account = account;
        this.clock = clock;
        this.folder = folder;
        this.program = program;
        BaresipFiles.awaitReady(program.output());
        Thread reader = new Thread(() -> readTrace(ports.sip()), "phone-trace-" + account.name());
        reader.setDaemon(true);
        reader.start();
        this.control = BaresipControl.connect(ports.control(), this::event);
    }

    /**
     * Switches on a phone, which knows nobody before {@link #register}.
     *
     * @param programs where baresip is
     * @param clock for the times of what it sees
     */
    public static Phone start(Programs programs, Ports ports, PhoneAccount account, Clock clock) {
        Path folder = RunFolder.create();
        BaresipPorts own = BaresipPorts.take(ports);
        try {
            BaresipFiles.write(folder, own, account.line());
            RunningProgram program = programs.startTalking(folder, List.of("baresip", "-s", "-f", folder.toString()));
            try {
                return new Phone(account, own, folder, program, clock);
            } catch (IOException | RuntimeException e) {
                program.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            RunFolder.delete(folder);
            throw new DemoException("phone " + account.name() + " cannot be started", e);
        }
    }

    /** {@link #start} and {@link #register}. */
    public static Phone registered(Programs programs, Ports ports, PhoneAccount account, Clock clock) {
        Phone phone = start(programs, ports, account, clock);
        String answer = phone.register(START_LIMIT);
        if (!answer.startsWith("200 ")) {
            phone.close();
            throw new DemoException("phone " + account.name() + " cannot register: " + answer);
        }
        return phone;
    }

    /** Registers, afresh if it was registered; returns the server's answer such as {@code 200 OK}. */
    public String register(Duration limit) {
        command("uadelall", "");
        synchronized (this) {
            registration = Optional.empty();
        }
        command("uanew", BaresipFiles.account(account));
        return Waiting.first(limit, this::registrationAnswer).orElse("no answer");
    }

    private synchronized Optional<String> registrationAnswer() {
        return registration;
    }

    /** Takes its registration back, as a phone does that is switched off politely. */
    public void unregister() {
        command("uadelall", "");
    }

    /** Dials; what becomes of it is seen in the call. Needs a registration. */
    public PhoneCall dial(String number) {
        String answer = command("dial", BaresipFiles.uri(account, number));
        String id = BaresipFiles.callId(answer)
                .orElseThrow(() -> new DemoException("phone " + account.name() + " did not dial: " + answer));
        PhoneCall.Peer peer = new PhoneCall.Peer(false, number, Optional.empty());
        return call(id, peer);
    }

    private synchronized PhoneCall call(String id, PhoneCall.Peer peer) {
        return calls.computeIfAbsent(id, key -> new PhoneCall(this, key, peer, clock.instant()));
    }

    /** The next incoming call that was not returned yet, waiting for it up to the limit. */
    public Optional<PhoneCall> awaitCall(Duration limit) {
        return Waiting.first(limit, this::nextIncoming);
    }

    private synchronized Optional<PhoneCall> nextIncoming() {
        List<PhoneCall> all = List.copyOf(calls.values());
        for (; shown < all.size(); shown++) {
            if (all.get(shown).isIncoming()) {
                return Optional.of(all.get(shown++));
            }
        }
        return Optional.empty();
    }

    /** All calls since it was switched on. */
    public synchronized List<PhoneCall> calls() {
        return List.copyOf(calls.values());
    }

    /** All that message-waiting NOTIFYs told it, oldest first. */
    public synchronized List<MessageWaiting> messageWaiting() {
        return List.copyOf(lamps);
    }

    /** Waits until its newest message-waiting NOTIFY is as wanted, and returns that. */
    public Optional<MessageWaiting> awaitMessageWaiting(Predicate<MessageWaiting> wanted, Duration limit) {
        return Waiting.first(limit, () -> newestLamp().filter(wanted));
    }

    private synchronized Optional<MessageWaiting> newestLamp() {
        return lamps.isEmpty() ? Optional.empty() : Optional.of(lamps.get(lamps.size() - 1));
    }

    /** Every SIP message it sent and got. */
    public synchronized List<WireMessage> wire() {
        return List.copyOf(wire);
    }

    /** Its account. */
    public PhoneAccount account() {
        return account;
    }

    /** Gives baresip a command for the call at hand. */
    String command(String name, String parameters) {
        return control.command(name, parameters);
    }

    /** Makes that call the one at hand and gives the command. */
    void onCall(String id, String name, String parameters) {
        // Not our own monitor: the answer comes by a thread which may need that for an event first.
        synchronized (control) {
            command("callfind", id);
            command(name, parameters);
        }
    }

    /** The address that takes over the other end of that call, as a REFER names it; the call was dialled here. */
    String replacing(String call) {
        WireMessage answer = wire().stream()
                .filter(message -> !message.sent() && message.startLine().startsWith("SIP/2.0 200"))
                .filter(message ->
                        message.header("Call-ID").filter(call::equals).isPresent())
                .filter(message -> message.header("CSeq").orElse("").endsWith("INVITE"))
                .findFirst()
                .orElseThrow(() -> new DemoException("phone " + account.name() + " has no such call"));
        String to = answer.header("To").orElse("");
        String number = BaresipFiles.user(to);
        return "<" + BaresipFiles.uri(account, number) + "?Replaces=" + call + "%3Bto-tag%3D" + tag(to)
                + "%3Bfrom-tag%3D" + tag(answer.header("From").orElse("")) + ">";
    }

    private static String tag(String party) {
        return party.substring(party.indexOf(";tag=") + ";tag=".length());
    }

    private void readTrace(int ownPort) {
        SipTrace trace = new SipTrace(ownPort, account.server().getPort(), clock);
        try {
            BufferedReader output = program.output();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                trace.saw(line).ifPresent(this::remember);
            }
        } catch (IOException e) {
            if (program.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized void remember(WireMessage message) {
        wire.add(message);
        MessageWaiting.parse(message).ifPresent(lamps::add);
    }

    private synchronized void event(JsonNode event) {
        String type = event.path("type").asText();
        switch (type) {
            case "REGISTER_OK", "REGISTER_FAIL" ->
                registration = Optional.of(event.path("param").asText());
            case "CALL_INCOMING", "CALL_RINGING", "CALL_PROGRESS" -> move(event, PhoneCall.State.RINGING);
            case "CALL_ESTABLISHED" -> move(event, PhoneCall.State.TALKING);
            case "CALL_CLOSED" -> move(event, PhoneCall.State.CLOSED);
            default -> {
                // Codecs, statistics: nothing to us.
            }
        }
    }

    private void move(JsonNode event, PhoneCall.State state) {
        PhoneCall call = call(event.path("id").asText(), BaresipFiles.peer(event));
        call.moveTo(state, clock.instant(), event.path("param").asText());
    }

    /** Pulls the plug: the server is told nothing. */
    public void unplug() {
        program.close();
    }

    /** Unregisters, ends the process and removes its files. */
    @Override
    public void close() {
        if (program.isAlive()) {
            try {
                command("quit", "");
                program.awaitEnd(Duration.ofSeconds(2));
            } catch (DemoException e) {
                // It went while it was told to go, or hangs: killed below either way.
            }
        }
        program.close();
        control.close();
        RunFolder.delete(folder);
    }
}
