package org.hotdesk.agi.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.AgiServerThread;
import org.asteriskjava.fastagi.DefaultAgiServer;

/** The peer: asterisk-java's own server as it comes, with a script that looks nothing up and sets six variables. */
public final class PeerServerMain {
    private PeerServerMain() {}

    public static void main(String[] arguments) throws IOException {
        AgiScript script = (request, channel) -> {
            channel.setVariable("HD_AMPUSER", "201");
            channel.setVariable("HD_CIDNAME", "Person 1");
            channel.setVariable("HD_CIDNUM", "201");
            channel.setVariable("HD_DIAL", "PJSIP/1001&PJSIP/1002");
            channel.setVariable("HD_RING", "20");
            channel.setVariable("HD_OK", "1");
        };
        var server = new DefaultAgiServer(script);
        int port = freePort();
        server.setPort(port);
        server.setAddress(InetAddress.getLoopbackAddress());
        var thread = new AgiServerThread(server);
        thread.startup();
        Announced.until(port);
        thread.shutdown();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
