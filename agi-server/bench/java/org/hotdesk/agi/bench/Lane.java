package org.hotdesk.agi.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** One caller after the other, each as Asterisk would ask: header, then a reply to every command until the end. */
final class Lane {
    private static final byte[] DONE = "200 result=1\n".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final Random random;

    Lane(int port, long seed) {
        this.port = port;
        this.random = new Random(seed);
    }

    /** Makes one call; whether the server set HD_OK. */
    boolean call() throws IOException {
        boolean proved = false;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(header());
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String command = in.readLine();
            while (command != null) {
                proved |= command.contains("HD_OK");
                socket.getOutputStream().write(DONE);
                command = in.readLine();
            }
        }
        return proved;
    }

    private byte[] header() {
        int device = LookupServerMain.FIRST_DEVICE + random.nextInt(LookupServerMain.USERS);
        int callee = LookupServerMain.FIRST_USER + random.nextInt(LookupServerMain.USERS);
        String script = "call?device=" + device + "&callee=" + callee + "&realcid=&dest=internal";
        String text = "agi_network: yes\nagi_network_script: " + script + "\nagi_request: agi://127.0.0.1:" + port + "/"
                + script + "\nagi_channel: PJSIP/" + device + "-00000001\nagi_language: en\nagi_type: PJSIP\n"
                + "agi_uniqueid: 1795197240.1\nagi_version: 22.10.1\nagi_callerid: " + device
                + "\nagi_calleridname: device\nagi_callingpres: 0\nagi_callingani2: 0\nagi_callington: 0\n"
                + "agi_callingtns: 0\nagi_dnid: " + callee + "\nagi_rdnis: unknown\nagi_context: hotdesk-agi\n"
                + "agi_extension: s\nagi_priority: 2\nagi_enhanced: 0.0\nagi_accountcode: \n"
                + "agi_threadid: 139890188748480\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
