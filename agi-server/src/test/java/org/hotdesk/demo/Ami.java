package org.hotdesk.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends one manager action and returns what came back; for tests that need no more. */
public final class Ami {

    private Ami() {}

    /** The action without its last line ends, and all answers until the server has closed the connection. */
    public static String send(AmiAccess access, String action) throws IOException {
        try (Socket socket =
                new Socket(access.address().getAddress(), access.address().getPort())) {
            String text =
                    "Action: Login\r\nUsername: %s\r\nSecret: %s\r\nEvents: off\r\n\r\n%s\r\n\r\nAction: Logoff\r\n\r\n"
                            .formatted(access.user(), access.secret(), action);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(5_000);
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
