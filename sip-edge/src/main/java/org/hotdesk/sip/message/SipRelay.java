package org.hotdesk.sip.message;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * Copies a message with the changes a proxy makes on the way (RFC 3261 §16.6, §16.7), and nothing else: lines nobody
 * touches keep their bytes, compact names and order, and the body is never looked at. Start with {@link #of}, say the
 * changes, {@link #write()}; the result stands in {@link #buffer()} up to {@link #length()} until the next {@code of}.
 *
 * <p>Like {@link SipWriter} it refuses CR, LF and NUL in what is added. One owner thread.
 */
public final class SipRelay {
    private final HeaderValues values = new HeaderValues();
    private final Via via = new Via();
    private final Params credentials = new Params(Params.Grammar.AUTH);
    private final Bytes out = new Bytes(2048);
    private final Bytes start = new Bytes(256);
    private final Bytes top = new Bytes(512);
    private final Bytes bottom = new Bytes(256);
    private final Set<HeaderName> removed = EnumSet.noneOf(HeaderName.class);
    private final BitSet removedLines = new BitSet();
    private SipMessage in = new SipMessage();
    private boolean popVia;
    private boolean tellSource;
    private InetSocketAddress source = new InetSocketAddress(0);
    private int hops;
    private int routesGone;
    private boolean lastRouteGone;
    private boolean routesWritten;

    /** Starts with an unchanged copy of that message, which must stay as it is until {@link #write()}. */
    public SipRelay of(SipMessage message) {
        in = message;
        start.clear();
        top.clear();
        bottom.clear();
        removed.clear();
        removedLines.clear();
        popVia = false;
        tellSource = false;
        hops = -1;
        routesGone = 0;
        lastRouteGone = false;
        return this;
    }

    /** Another Request-URI. */
    public SipRelay uri(String uri) {
        Ascii.refuseBlanks(uri);
        start.clear();
        start.raw(in.buffer(), in.from(), in.uriFrom());
        start.text(uri).ascii(" SIP/2.0\r\n");
        return this;
    }

    /** Another status, for a response. */
    public SipRelay status(int status, String phrase) {
        start.clear();
        start.ascii("SIP/2.0 ").number(status).ascii(" ").text(phrase).ascii("\r\n");
        return this;
    }

    /** A Via of ours above all others; to be said before other fields that go to the top. */
    public SipRelay pushVia(String value) {
        return onTop(HeaderName.VIA, value);
    }

    /** Tells in the Via that was topmost where the request came from (RFC 3261 §18.2.1, RFC 3581 §4). */
    public SipRelay source(InetSocketAddress address) {
        tellSource = true;
        source = address;
        return this;
    }

    /** Takes the topmost Via away (RFC 3261 §16.7 step 3). */
    public SipRelay popVia() {
        popVia = true;
        return this;
    }

    /** Sets Max-Forwards, which is added when there is none. */
    public SipRelay hops(int maxForwards) {
        hops = maxForwards;
        return this;
    }

    /** Takes that many Route values away from the top. */
    public SipRelay dropRoutes(int count) {
        routesGone = count;
        return this;
    }

    /** Takes the last Route value away, which a strict router has put there (RFC 3261 §16.4). */
    public SipRelay dropLastRoute() {
        lastRouteGone = true;
        return this;
    }

    /** Adds a field above those that are there: what is said first is topmost. */
    public SipRelay onTop(HeaderName name, String value) {
        top.ascii(name.text()).ascii(": ").text(value).ascii("\r\n");
        return this;
    }

    /** Adds a field below all others. */
    public SipRelay add(HeaderName name, String value) {
        bottom.ascii(name.text()).ascii(": ").text(value).ascii("\r\n");
        return this;
    }

    /** Leaves out all lines of these names. */
    public SipRelay remove(Set<HeaderName> names) {
        removed.addAll(names);
        return this;
    }

    /** Leaves out the proxy credentials that are for this realm (RFC 3261 §22.3); those for others pass. */
    public SipRelay removeCredentials(String realm) {
        byte[] b = in.buffer();
        for (int line = in.find(HeaderName.PROXY_AUTHORIZATION, 0);
                line >= 0;
                line = in.find(HeaderName.PROXY_AUTHORIZATION, line + 1)) {
            int scheme = Ascii.skip(b, in.valueFrom(line), in.valueEnd(line), Ascii.TOKEN);
            boolean readable = credentials.read(b, scheme, in.valueEnd(line)) < 0;
            if (!readable
                    || !credentials.find("realm")
                    || credentials.valueText().equals(realm)) {
                removedLines.set(line);
            }
        }
        return this;
    }

    /** Writes the copy. */
    public SipRelay write() {
        out.clear();
        routesWritten = false;
        if (start.length() > 0) {
            out.raw(start.bytes(), 0, start.length());
        } else {
            out.raw(in.buffer(), in.from(), in.lines() == 0 ? in.bodyFrom() - 2 : in.nameFrom(0));
        }
        out.raw(top.bytes(), 0, top.length());
        lines();
        if (hops >= 0 && !in.has(HeaderName.MAX_FORWARDS)) {
            maxForwards();
        }
        out.raw(bottom.bytes(), 0, bottom.length());
        if (!in.has(HeaderName.CONTENT_LENGTH)) {
            // RFC 3261 §18.3: a datagram may lack it, a stream on the other side may not.
            out.ascii("Content-Length: ").number(in.end() - in.bodyFrom()).ascii("\r\n");
        }
        out.ascii("\r\n").raw(in.buffer(), in.bodyFrom(), in.end());
        return this;
    }

    private void lines() {
        int firstVia = in.find(HeaderName.VIA, 0);
        int run = -1;
        for (int line = 0; line < in.lines(); line++) {
            if (isChanged(line, firstVia)) {
                copyRun(run, in.nameFrom(line));
                run = -1;
                changed(line);
            } else if (run < 0) {
                run = in.nameFrom(line);
            }
        }
        copyRun(run, in.bodyFrom() - 2);
    }

    private void copyRun(int from, int to) {
        if (from >= 0) {
            out.raw(in.buffer(), from, to);
        }
    }

    private boolean isChanged(int line, int firstVia) {
        HeaderName name = in.name(line);
        return switch (name) {
            case VIA -> line == firstVia && (popVia || tellSource);
            case MAX_FORWARDS -> hops >= 0;
            case ROUTE -> routesGone > 0 || lastRouteGone;
            default -> removed.contains(name) || removedLines.get(line);
        };
    }

    private void changed(int line) {
        switch (in.name(line)) {
            case VIA -> {
                if (popVia) {
                    withoutFirstVia(line);
                } else {
                    firstVia(line);
                }
            }
            case MAX_FORWARDS -> maxForwards();
            case ROUTE -> routes();
            default -> {
                // Left out.
            }
        }
    }

    private void maxForwards() {
        out.ascii("Max-Forwards: ").number(hops).ascii("\r\n");
    }

    private void withoutFirstVia(int line) {
        values.of(in, HeaderName.VIA);
        values.next();
        boolean more = values.next() && values.end() <= in.valueEnd(line) && values.from() > in.valueFrom(line);
        if (more) {
            out.ascii("Via: ")
                    .raw(in.buffer(), values.from(), in.valueEnd(line))
                    .ascii("\r\n");
        }
    }

    private void firstVia(int line) {
        byte[] b = in.buffer();
        values.of(in, HeaderName.VIA);
        values.next();
        out.raw(b, in.nameFrom(line), values.from());
        if (via.read(b, values.from(), values.end()) < 0) {
            out.via(via, b, values.from(), values.end(), source);
        } else {
            out.raw(b, values.from(), values.end());
        }
        out.raw(b, values.end(), in.valueEnd(line)).ascii("\r\n");
    }

    private void routes() {
        if (routesWritten) {
            return;
        }
        routesWritten = true;
        int count = 0;
        for (values.of(in, HeaderName.ROUTE); values.next(); ) {
            count++;
        }
        int keepUntil = lastRouteGone ? count - 1 : count;
        int index = 0;
        for (values.of(in, HeaderName.ROUTE); values.next(); index++) {
            if (index >= routesGone && index < keepUntil) {
                out.ascii("Route: ")
                        .raw(in.buffer(), values.from(), values.end())
                        .ascii("\r\n");
            }
        }
    }

    /** The bytes written; they stand at the beginning and are valid until the next message. */
    public byte[] buffer() {
        return out.bytes();
    }

    public int length() {
        return out.length();
    }

    /** A copy of what was written. */
    public byte[] copy() {
        return Arrays.copyOf(out.bytes(), out.length());
    }

    /** What was written, as text for tests and traces. */
    @Override
    public String toString() {
        return new String(out.bytes(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
