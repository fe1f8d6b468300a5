package org.hotdesk.sip.message;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The only encoder of SIP messages. It <em>refuses</em> CR, LF and NUL in values, and names that are no tokens, with an
 * {@link IllegalArgumentException}: what came from outside is checked before, so this is a bug, not a bad peer.
 *
 * <p>Start with {@link #request}, {@link #response} or {@link #answer}, add fields, take the {@link #bytes()}, or
 * {@link #end()} it and send from its {@link #buffer()}; then it may be started again and keeps its buffer. An answer
 * costs no memory. One owner thread.
 */
public final class SipWriter {

    private byte[] out = new byte[1024];
    private int length;

    /** Starts a request. */
    public SipWriter request(String method, String uri) {
        Ascii.refuseBlanks(uri);
        length = 0;
        return ascii(token(method)).ascii(" ").text(uri).ascii(" SIP/2.0\r\n");
    }

    /** Starts a response of that status, 100 to 699. */
    public SipWriter response(int status, String phrase) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("status " + status + " is not within 100 to 699");
        }
        length = 0;
        return ascii("SIP/2.0 ").number(status).ascii(" ").text(phrase).ascii("\r\n");
    }

    /**
     * Starts the response to a request with the fields that RFC 3261 §8.2.6.2 copies.
     *
     * @param source where the request came from, told in the topmost Via (RFC 3261 §18.2.1, RFC 3581 §4)
     * @param toTag our tag, put in when the request has none; empty for a 100, which needs none
     */
    public SipWriter answer(SipMessage request, InetSocketAddress source, int status, String phrase, String toTag) {
        int to = begin(request, source, status, phrase);
        if (to >= 0) {
            copyName(request, to);
            if (!toTag.isEmpty()) {
                ascii(";tag=").ascii(token(toTag));
            }
            ascii("\r\n");
        }
        return copy(request, HeaderName.CALL_ID).copy(request, HeaderName.CSEQ);
    }

    /**
     * Starts the response as {@link #answer(SipMessage, InetSocketAddress, int, String, String)} does.
     *
     * @param toTag the tag as a number; all its 16 hex digits are written
     */
    public SipWriter answer(SipMessage request, InetSocketAddress source, int status, String phrase, long toTag) {
        int to = begin(request, source, status, phrase);
        if (to >= 0) {
            copyName(request, to);
            ascii(";tag=").hex(toTag).ascii("\r\n");
        }
        return copy(request, HeaderName.CALL_ID).copy(request, HeaderName.CSEQ);
    }

    /** Writes up to To; the line of To when it still wants a tag, else -1. */
    private int begin(SipMessage request, InetSocketAddress source, int status, String phrase) {
        response(status, phrase);
        vias(request, source);
        copy(request, HeaderName.FROM);
        int to = request.find(HeaderName.TO, 0);
        if (to < 0) {
            return -1;
        }
        boolean readable = request.partyFault(HeaderName.TO) < 0;
        if (readable && !request.party(HeaderName.TO).params().find("tag")) {
            return to;
        }
        copyName(request, to);
        ascii("\r\n");
        return -1;
    }

    private void vias(SipMessage request, InetSocketAddress source) {
        int line = request.find(HeaderName.VIA, 0);
        if (line < 0 || request.topViaFault() >= 0) {
            copy(request, HeaderName.VIA);
            return;
        }
        ascii("Via: ");
        topVia(request.buffer(), request.topVia(), source);
        raw(request.buffer(), request.topVia().end(), request.valueEnd(line)).line();
        for (line = request.find(HeaderName.VIA, line + 1); line >= 0; line = request.find(HeaderName.VIA, line + 1)) {
            copyLine(request, line);
        }
    }

    private void topVia(byte[] b, Via via, InetSocketAddress source) {
        Params params = via.params();
        boolean rport = params.find("rport");
        if (rport && params.valueFrom() == params.valueEnd()) {
            // RFC 3581 §4: fill rport, and add received even when it says nothing new.
            raw(b, via.from(), params.valueFrom());
            ascii("=").number(source.getPort());
            raw(b, params.valueFrom(), via.end());
        } else {
            raw(b, via.from(), via.end());
        }
        if (params.find("received")) {
            return;
        }
        int before = length;
        int address = ascii(";received=").length;
        address(source.getAddress());
        if (!rport && Arrays.equals(b, via.hostFrom(), via.hostEnd(), out, address, length)) {
            length = before;
        }
    }

    private void address(InetAddress address) {
        if (!(address instanceof Inet4Address)) {
            ascii(Ascii.literal(address));
            return;
        }
        byte[] four = address.getAddress();
        for (int i = 0; i < four.length; i++) {
            ascii(i == 0 ? "" : ".").number(four[i] & 0xff);
        }
    }

    /** Adds a field. */
    public SipWriter header(HeaderName name, String value) {
        return field(name).text(value).line();
    }

    /** Adds a field that has no {@link HeaderName}. */
    public SipWriter header(String name, String value) {
        return ascii(token(name)).ascii(": ").text(value).ascii("\r\n");
    }

    /** Adds a field of a number. */
    public SipWriter header(HeaderName name, long value) {
        return field(name).put(value).line();
    }

    /** Begins a field whose value is put together by {@code put} and ended by {@link #line}. */
    public SipWriter field(HeaderName name) {
        if (name == HeaderName.OTHER) {
            throw new IllegalArgumentException("a field without a name");
        }
        return ascii(name.text()).ascii(": ");
    }

    /** Adds to the value of a field. */
    public SipWriter put(String part) {
        return text(part);
    }

    /** Adds to the value of a field. */
    public SipWriter put(byte[] bytes, int from, int to) {
        for (int at = Ascii.upToCr(bytes, from, to); at < to; at = Ascii.upToCr(bytes, at + 1, to)) {
            refuseControl(bytes[at]);
        }
        return raw(bytes, from, to);
    }

    /** Adds a decimal number, not below 0, to the value of a field. */
    public SipWriter put(long number) {
        return number(number);
    }

    /** Ends a field. */
    public SipWriter line() {
        return ascii("\r\n");
    }

    /** Adds all lines of that name as they were received; the parser has seen to it that none holds a line end. */
    public SipWriter copy(SipMessage from, HeaderName name) {
        for (int line = from.find(name, 0); line >= 0; line = from.find(name, line + 1)) {
            copyLine(from, line);
        }
        return this;
    }

    private void copyLine(SipMessage from, int line) {
        copyName(from, line);
        ascii("\r\n");
    }

    /** Copies a line without its end. */
    private void copyName(SipMessage from, int line) {
        raw(from.buffer(), from.nameFrom(line), from.nameEnd(line));
        ascii(": ").raw(from.buffer(), from.valueFrom(line), from.valueEnd(line));
    }

    /** Ends the message without a body; it stands in {@link #buffer()} up to {@link #length()}. */
    public SipWriter end() {
        return ascii("Content-Length: 0\r\n\r\n");
    }

    /** The bytes written so far, from offset 0 on; valid until more is written. */
    public byte[] buffer() {
        return out;
    }

    public int length() {
        return length;
    }

    /** Ends the message without a body. */
    public byte[] bytes() {
        end();
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
        room(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                length -= i;
                return put(bytes, 0, bytes.length);
            }
            out[length++] = refuseControl((byte) value.charAt(i));
        }
        return this;
    }

    private static byte refuseControl(byte c) {
        if (c == '\r' || c == '\n' || c == 0) {
            throw new IllegalArgumentException("CR, LF or NUL in a value");
        }
        return c;
    }

    private SipWriter number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a number below 0");
        }
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        room(digits);
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            out[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private SipWriter hex(long value) {
        room(Hex.WORD);
        Hex.put(value, out, length);
        length += Hex.WORD;
        return this;
    }

    private SipWriter ascii(String text) {
        room(text.length());
        Ascii.copy(text, out, length);
        length += text.length();
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
