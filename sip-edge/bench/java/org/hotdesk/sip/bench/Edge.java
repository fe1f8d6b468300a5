package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Our edge in a process of its own, with a journal and limits or without. */
final class Edge extends MeasuredServer {
    /** What it is started with. */
    record Setup(Path folder, Path store, InetSocketAddress asterisk, boolean limits) {}

    /** As the command starts the daemon. */
    private static final List<String> JAVA_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:PerfDataSamplingInterval=1000", "-XX:+ExitOnOutOfMemoryError");

    private final InetSocketAddress phones;
    private final InetSocketAddress inner;

    private final double secondsToServe;

    private Edge(List<String> command) throws IOException {
        super(command, ProcessBuilder.Redirect.INHERIT);
        String[] subscribers = hear("subscribers");
        Report.say("hotdesk: %s accounts from the store", subscribers[1]);
        long opened = System.nanoTime();
        String[] ports = hear("ports");
        secondsToServe = (System.nanoTime() - opened) / 1e9;
        phones = Ports.loopback(Integer.parseInt(ports[1]));
        inner = Ports.loopback(Integer.parseInt(ports[2]));
    }

    /** Starts it and waits until it serves. */
    static Edge start(Setup setup) throws IOException {
        Files.createDirectories(setup.folder());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JAVA_OPTIONS);
        Arrays.stream(System.getProperty("bench.edge-options", "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of(
                "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file", ""),
                "-cp",
                System.getProperty("java.class.path"),
                EdgeServerMain.class.getName(),
                setup.folder().toString(),
                setup.store().toString(),
                Integer.toString(setup.asterisk().getPort()),
                setup.limits() ? "limits" : "open"));
        return new Edge(command);
    }

    @Override
    InetSocketAddress address() {
        return phones;
    }

    /** Where Asterisk sends to. */
    InetSocketAddress inner() {
        return inner;
    }

    /** From when it had its accounts to when it served, its contacts restored. */
    double secondsToServe() {
        return secondsToServe;
    }

    @Override
    String name() {
        return "hotdesk";
    }

    /** Bytes alive in its heap, after a full collection. */
    long heapBytes() throws IOException {
        tell("heap");
        return Long.parseLong(hear("heap")[1]);
    }

    int contacts() throws IOException {
        return (int) status(1);
    }

    /** Messages received since its start. */
    long received() throws IOException {
        return status(2);
    }

    private long status(int word) throws IOException {
        tell("status");
        return Long.parseLong(hear("status")[word]);
    }
}
