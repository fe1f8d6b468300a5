package org.hotdesk.sip.message;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The only encoder of SIP messages. It <em>refuses</em> CR, LF and NUL in values, and names that are no tokens, with an
 * {@link IllegalArgumentException}: what came from outside is checked before, so this is a bug, not a bad peer.
 *
 * <p>Start with {@link #request}, {@link #response} or {@link #answer}, add fields, take the {@link #bytes()}; then it
 * may be started again and keeps its buffer. One owner thread.
 */
public final class SipWriter {
    private byte[] out = new byte[1024];
    private int length;

    /** Starts a request. */
    public SipWriter request(String method, String uri) {
        if (uri.isEmpty() || uri.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("blank or control character in a Request-URI");
        }
        length = 0;
        return ascii(token(method)).ascii(" ").text(uri).ascii(" SIP/2.0\r\n");
    }

    /** Starts a response of that status, 100 to 699. */
    public SipWriter response(int status, String phrase) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("status " + status + " is not within 100 to 699");
        }
        length = 0;
        return ascii("SIP/2.0 ")
                .ascii(Integer.toString(status))
                .ascii(" ")
                .text(phrase)
                .ascii("\r\n");
    }

    /**
     * Starts the response to a request with the fields that RFC 3261 §8.2.6.2 copies.
     *
     * @param source where the request came from, told in the topmost Via (RFC 3261 §18.2.1, RFC 3581 §4)
     * @param toTag our tag, put in when the request has none
     */
    public SipWriter answer(SipMessage request, InetSocketAddress source, int status, String phrase, String toTag) {
        response(status, phrase).vias(request, source).copy(request, HeaderName.FROM);
        int to = request.find(HeaderName.TO, 0);
        if (to >= 0) {
            NameAddr party = new NameAddr();
            boolean readable = party.read(request.buffer(), request.valueFrom(to), request.valueEnd(to)) < 0;
            copyLine(request, to, !readable || party.tag().isPresent() ? "" : ";tag=" + token(toTag));
        }
        return copy(request, HeaderName.CALL_ID).copy(request, HeaderName.CSEQ);
    }

    private SipWriter vias(SipMessage request, InetSocketAddress source) {
        HeaderValues values = new HeaderValues();
        Via via = new Via();
        boolean top = true;
        for (values.of(request, HeaderName.VIA); values.next(); top = false) {
            ascii("Via: ");
            boolean readable = via.read(request.buffer(), values.from(), values.end()) < 0;
            if (top && readable) {
                topVia(request, values, via, source);
            } else {
                raw(request.buffer(), values.from(), values.end());
            }
            ascii("\r\n");
        }
        return this;
    }

    private void topVia(SipMessage request, HeaderValues values, Via via, InetSocketAddress source) {
        byte[] b = request.buffer();
        String address = source.getAddress().getHostAddress();
        Params params = via.params();
        boolean rport = params.find("rport");
        if (rport && params.valueFrom() == params.valueEnd()) {
            // RFC 3581 §4: fill rport, and add received even when it says nothing new.
            raw(b, values.from(), params.valueFrom());
            ascii("=").ascii(Integer.toString(source.getPort()));
            raw(b, params.valueFrom(), values.end());
        } else {
            raw(b, values.from(), values.end());
        }
        if (!params.find("received") && (rport || !via.host().equals(address))) {
            ascii(";received=").ascii(address);
        }
    }

    /** Adds a field. */
    public SipWriter header(HeaderName name, String value) {
        return header(name.text(), value);
    }

    /** Adds a field that has no {@link HeaderName}. */
    public SipWriter header(String name, String value) {
        return ascii(token(name)).ascii(": ").text(value).ascii("\r\n");
    }

    /** Adds a field of a number. */
    public SipWriter header(HeaderName name, long value) {
        return header(name, Long.toString(value));
    }

    /** Adds all lines of that name as they were received; the parser has seen to it that none holds a line end. */
    public SipWriter copy(SipMessage from, HeaderName name) {
        for (int line = from.find(name, 0); line >= 0; line = from.find(name, line + 1)) {
            copyLine(from, line, "");
        }
        return this;
    }

    private void copyLine(SipMessage from, int line, String more) {
        raw(
                from.buffer(),
                from.nameFrom(line),
                from.nameFrom(line) + from.nameText(line).length());
        ascii(": ")
                .raw(from.buffer(), from.valueFrom(line), from.valueEnd(line))
                .ascii(more)
                .ascii("\r\n");
    }

    /** Ends the message without a body. */
    public byte[] bytes() {
        ascii("Content-Length: 0\r\n\r\n");
        return Arrays.copyOf(out, length);
    }

    /** Ends the message with a body, whose bytes may be any. */
    public byte[] bytes(String contentType, byte[] body) {
        header(HeaderName.CONTENT_TYPE, contentType).header(HeaderName.CONTENT_LENGTH, body.length);
        ascii("\r\n").raw(body, 0, body.length);
        return Arrays.copyOf(out, length);
    }

    private static String token(String text) {
        if (!Ascii.isToken(text)) {
            throw new IllegalArgumentException("not a token, length " + text.length());
        }
        return text;
    }

    private SipWriter text(String value) {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("CR, LF or NUL in a value");
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return raw(bytes, 0, bytes.length);
    }

    private SipWriter ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            out[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    private SipWriter raw(byte[] bytes, int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, out, length, to - from);
        length += to - from;
        return this;
    }

    private void room(int more) {
        if (length + more > out.length) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
        }
    }
}
