package org.hotdesk.ami.link;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One AMI message as a window over the inbox's bytes; valid until the inbox reads on. One owner thread.
 *
 * <p>Header names are compared in Asterisk's own spelling, since only Asterisk speaks here.
 */
final class Message {
    private static final byte[] SUCCESS = ActionEncoder.ascii("Response: Success\r\n");
    private static final byte[] RESPONSE = ActionEncoder.ascii("Response: ");
    private static final byte[] ACTION_ID = ActionEncoder.ascii("\r\nActionID: ");
    private static final byte[] MESSAGE = ActionEncoder.ascii("\r\nMessage: ");

    /** The message bears no ActionID of this connection. */
    static final long NO_ID = -1;

    private final byte[] token;
    private byte[] bytes = new byte[0];
    private int start;
    private int end;

    /** @param token what stands before the number in each ActionID of this connection */
    Message(String token) {
        this.token = ActionEncoder.ascii(token);
    }

    void set(byte[] buffer, int from, int to) {
        this.bytes = buffer;
        this.start = from;
        this.end = to;
    }

    boolean isResponse() {
        return startsWith(RESPONSE);
    }

    boolean isSuccess() {
        return startsWith(SUCCESS);
    }

    boolean startsWith(byte[] text) {
        return matches(text, start);
    }

    /** The number in the message's ActionID, {@link #NO_ID} when that is absent or not ours. */
    long id() {
        int line = find(ACTION_ID, start);
        int at = line + ACTION_ID.length + token.length;
        if (line < 0 || !matches(token, line + ACTION_ID.length) || at >= end) {
            return NO_ID;
        }
        if (bytes[at] == '\r') {
            return NO_ID;
        }
        long id = 0;
        for (int i = at; i < end && bytes[i] != '\r'; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || i - at > 17) {
                return NO_ID;
            }
            id = id * 10 + digit;
        }
        return id;
    }

    /** What Asterisk said, made fit for a log line. */
    String said() {
        return AmiText.fit(header(MESSAGE).orElse("no reason given"));
    }

    /**
     * The raw value of a header line.
     *
     * @param name with the line end before and the colon and blank behind it
     */
    Optional<String> header(byte[] name) {
        int line = find(name, start);
        if (line < 0) {
            return Optional.empty();
        }
        int from = line + name.length;
        int to = from;
        while (to < end && bytes[to] != '\r') {
            to++;
        }
        return Optional.of(text(from, to));
    }

    /** The text between a beginning of so many bytes and an end of so many. */
    String between(int headBytes, int tailBytes) {
        return text(start + headBytes, end - tailBytes);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private int find(byte[] text, int from) {
        for (int at = from; at <= end - text.length; at++) {
            if (bytes[at] == text[0] && matches(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean matches(byte[] text, int at) {
        if (end - at < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
