package org.hotdesk.ami.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hotdesk.ami.link.AmiConfig;

/**
 * The peer of the mirror bench: one thread that writes DBPuts in batches on a plain socket, and counts the empty lines
 * that come back; it looks at nothing else. One owner thread.
 */
final class RawSocket implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int newlines;

    RawSocket(AmiConfig config) throws IOException {
        socket = new Socket(config.host(), config.port());
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = socket.getInputStream();
        out.write(("Action: Login\r\nUsername: " + config.login().user() + "\r\nSecret: "
                        + config.login().secret() + "\r\nEvents: off\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        while (readReplies() == 0) {
            Thread.onSpinWait(); // the greeting comes before the answer to the login
        }
    }

    /** Writes all rows with at most so many outstanding: a batch of half the window whenever half is free. */
    void putAll(List<Map.Entry<String, String>> rows, int window) throws IOException {
        int batch = Math.max(1, window / 2);
        int outstanding = 0;
        StringBuilder text = new StringBuilder(batch * 120);
        for (int at = 0; at < rows.size(); ) {
            text.setLength(0);
            int upTo = Math.min(rows.size(), at + batch);
            outstanding += upTo - at;
            for (; at < upTo; at++) {
                append(text, at, rows.get(at));
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            while (outstanding > window - batch) {
                outstanding -= readReplies();
            }
        }
        while (outstanding > 0) {
            outstanding -= readReplies();
        }
    }

    private static void append(StringBuilder text, int number, Map.Entry<String, String> row) {
        String path = row.getKey();
        int slash = path.indexOf('/');
        text.append("Action: DBPut\r\nActionID: rawsck-").append(number + 1);
        text.append("\r\nFamily: ").append(path, 0, slash);
        text.append("\r\nKey: ").append(path, slash + 1, path.length());
        text.append("\r\nVal: ").append(row.getValue()).append("\r\n\r\n");
    }

    /** Blocks for some bytes; how many replies ended in them. */
    private int readReplies() throws IOException {
        int count = in.read(buffer);
        if (count < 0) {
            throw new IOException("Asterisk closed the raw socket");
        }
        int replies = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                if (++newlines == 2) {
                    replies++;
                    newlines = 0;
                }
            } else if (buffer[i] != '\r') {
                newlines = 0;
            }
        }
        return replies;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
