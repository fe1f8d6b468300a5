package org.hotdesk.sip.location;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.NumberKey;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.message.Uri;
import org.hotdesk.sip.transport.SourceKey;
import org.hotdesk.sip.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A contact as the table keeps it: its texts in one array, what repeats shared, and the links of the lists it is in. A
 * {@link Binding} is made from it when somebody asks.
 */
final class Contact {

    final long id;

    /** The device's {@link NumberKey}. */
    final long number;

    final DeviceNumber device;
    byte[] text = {};
    short uriEnd;
    short callIdEnd;
    short instanceEnd;
    short q;
    Transport transport = Transport.UDP;
    private InetSocketAddress source;

    /** The source's {@link SourceKey#exact}. */
    private long way;

    InetSocketAddress local;
    long connection;
    String userAgent = "";
    int cseq;
    long expires;
    long since;
    long seen;

    /** What {@link #kept()} made. */
    @Nullable
    private Binding kept;

    /** The device's next contact. */
    @Nullable
    Contact next;

    /** Place in the table's array of all. */
    int place = -1;

    /** Second of the expiry ring it is listed under. */
    long dueSecond;

    @Nullable
    Contact dueNext;

    @Nullable
    Contact duePrevious;

    Contact(long id, DeviceNumber device, InetSocketAddress source, InetSocketAddress local) {
        this.id = id;
        this.number = NumberKey.of(device);
        this.device = device;
        this.source = source;
        this.way = SourceKey.exact(source);
        this.local = local;
    }

    /** Takes the texts over in one array; which part ends where is told by the three ends. */
    void texts(byte[] all, int endOfUri, int endOfCallId, int endOfInstance) {
        text = all;
        uriEnd = (short) endOfUri;
        callIdEnd = (short) endOfCallId;
        instanceEnd = (short) endOfInstance;
    }

    InetSocketAddress source() {
        return source;
    }

    void source(InetSocketAddress from) {
        source = from;
        way = SourceKey.exact(from);
    }

    /** Whether that is its source; for IPv4 without looking at the address, which lies far away in memory. */
    boolean isFrom(InetSocketAddress remote) {
        long theirs = SourceKey.exact(remote);
        return theirs == way && (way != SourceKey.UNKNOWN || source.equals(remote));
    }

    boolean hasInstance() {
        return instanceEnd > callIdEnd;
    }

    boolean isInstance(byte[] b, int from, int end) {
        return Arrays.equals(text, callIdEnd, instanceEnd, b, from, end);
    }

    boolean isCallId(byte[] b, int from, int end) {
        return Arrays.equals(text, uriEnd, callIdEnd, b, from, end);
    }

    boolean isUriText(byte[] b, int from, int end) {
        return Arrays.equals(text, 0, uriEnd, b, from, end);
    }

    boolean isUri(Uri view, Uri other) {
        return view.read(text, 0, uriEnd) < 0 && view.isSameAs(other);
    }

    /** To be said after every change. */
    void changed() {
        kept = null;
    }

    /** The same binding until the next change: a phone that is called is read several times a call. */
    Binding kept() {
        Binding known = kept;
        if (known == null) {
            known = binding();
            kept = known;
        }
        return known;
    }

    Binding binding() {
        Optional<String> instance = hasInstance() ? Optional.of(part(callIdEnd, instanceEnd)) : Optional.empty();
        return new Binding(
                device,
                part(0, uriEnd),
                transport,
                source,
                local,
                connection,
                path(),
                part(uriEnd, callIdEnd),
                cseq,
                q,
                expires,
                instance,
                userAgent,
                since,
                seen);
    }

    void write(SipWriter out, long nowMillis) {
        out.field(HeaderName.CONTACT).put("<").put(text, 0, uriEnd).put(">;expires=");
        out.put((expires - nowMillis + 999) / 1000);
        if (q < 1000) {
            out.put(q < 10 ? ";q=0.00" : q < 100 ? ";q=0.0" : ";q=0.").put(q);
        }
        if (hasInstance()) {
            out.put(";+sip.instance=\"<").put(text, callIdEnd, instanceEnd).put(">\"");
        }
        out.line();
    }

    private List<String> path() {
        List<String> values = new ArrayList<>(0);
        int from = instanceEnd;
        for (int at = instanceEnd; at < text.length; at++) {
            if (text[at] == '\n') {
                values.add(part(from, at));
                from = at + 1;
            }
        }
        return values;
    }

    private String part(int from, int end) {
        return new String(text, from, end - from, StandardCharsets.UTF_8);
    }
}
