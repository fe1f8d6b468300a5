package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** {@link FloorMain} in a process of its own. */
final class Floor extends MeasuredServer {
    private final InetSocketAddress address;

    private Floor() throws IOException {
        super(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FloorMain.class.getName()),
                ProcessBuilder.Redirect.INHERIT);
        address = Ports.loopback(Integer.parseInt(hear("ports")[1]));
    }

    /** Starts it and waits until it serves. */
    static Floor start() throws IOException {
        return new Floor();
    }

    @Override
    InetSocketAddress address() {
        return address;
    }

    @Override
    String name() {
        return "floor";
    }
}
