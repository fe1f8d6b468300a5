package org.hotdesk.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The public telephone network as an Asterisk sees it through a SIP trunk: one sipp that takes calls and notes who they
 * claim to come from, and more for calls that come in. It has the address 127.0.0.2, so that an Asterisk can know it by
 * its address and the phones on 127.0.0.1 cannot pass for it. Thread-safe.
 */
public final class Trunk implements AutoCloseable {

    /** Its address, for a PJSIP identify section. */
    public static final String ADDRESS = "127.0.0.2";

    private final Programs programs;
    private final Ports ports;
    private final Path folder;
    private final int port;
    private final RunningProgram program;
    private final SippLog log;

    /** What becomes of the calls it takes. */
    public enum Behaviour {
        /** Rings, answers, and waits for the caller to hang up. */
        ANSWERS("trunk-answers.xml"),
        /** Refuses with 486. */
        BUSY("trunk-busy.xml");

        private final String scenario;

        Behaviour(String scenario) {
            this.scenario = scenario;
        }
    }

    private Trunk(Programs programs, Ports ports, Path folder, int port, RunningProgram program) {
        this.programs = programs;
        this.ports = ports;
        this.folder = folder;
        this.port = port;
        this.program = program;
        this.log = new SippLog(folder.resolve("messages"));
    }

    /** Starts taking calls. */
    public static Trunk start(Programs programs, Ports ports, Behaviour behaviour) {
        Path folder = RunFolder.create();
        try {
            int port = ports.take(1);
            Path scenario = Files.writeString(folder.resolve("scenario.xml"), scenario(behaviour.scenario));
            RunningProgram program = programs.start(
                    folder, folder.resolve("output"), Sipp.command(folder, scenario, port, ports.take(4)));
            return new Trunk(programs, ports, folder, port, program);
        } catch (IOException | RuntimeException e) {
            RunFolder.delete(folder);
            throw new DemoException("the trunk cannot be started", e);
        }
    }

    /** Where it takes calls, UDP. */
    public InetSocketAddress address() {
        return new InetSocketAddress(ADDRESS, port);
    }

    /**
     * The text of a {@code pjsip.d/} file by which an Asterisk reaches and knows it.
     *
     * @param name of the endpoint
     * @param context for calls that come from it
     */
    public String pjsip(String name, String context) {
        return """
                [%1$s]
                type=endpoint
                context=%2$s
                disallow=all
                allow=ulaw
                aors=%1$s
                direct_media=no
                send_pai=yes
                send_connected_line=no
                [%1$s]
                type=aor
                contact=sip:%3$s:%4$d
                [%1$s]
                type=identify
                endpoint=%1$s
                match=%3$s/32
                """
                .formatted(name, context, ADDRESS, port);
    }

    /** The calls it got so far, oldest first. */
    public List<CallOut> calls() {
        Map<String, CallOut> byId = new LinkedHashMap<>();
        for (WireMessage message : log.messages()) {
            // The same INVITE may come twice.
            CallOut.parse(message)
                    .ifPresent(
                            call -> byId.putIfAbsent(message.header("Call-ID").orElse(""), call));
        }
        return List.copyOf(byId.values());
    }

    /** The first call like that, waiting for it up to the limit. */
    public Optional<CallOut> awaitCall(Predicate<CallOut> wanted, Duration limit) {
        return Waiting.first(limit, () -> calls().stream().filter(wanted).findFirst());
    }

    /**
     * Lets somebody outside call in.
     *
     * @param caller name and number of the caller
     * @param number which is dialled
     * @param asterisk where to
     */
    public CallIn dialIn(CallIn.Caller caller, String number, InetSocketAddress asterisk) {
        return CallIn.start(programs, ports, caller, number, asterisk);
    }

    static String scenario(String name) {
        try (InputStream in = Trunk.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DemoException("cannot read " + name, e);
        }
    }

    @Override
    public void close() {
        program.close();
        RunFolder.delete(folder);
    }
}
