package org.hotdesk.sip.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message as an index of byte offsets over the buffer it was read from; header values are looked at only when
 * somebody asks. The offsets are for code that must not allocate, the {@code text} methods for all other.
 *
 * <p>It belongs to its parser, which uses it (and the buffer's owner the buffer) again for the next message: whoever
 * wants it longer takes a {@link #keep() copy}. One owner thread.
 */
public final class SipMessage implements Parsed {
    private static final int PER_LINE = 4;

    private byte[] buffer = new byte[0];
    private int from;
    private int headEnd;
    private int bodyEnd;
    private boolean request;
    private int methodEnd;
    private int uriFrom;
    private int uriEnd;
    private int status;
    private int phraseFrom;
    private int phraseEnd;
    private int count;
    private int[] offsets = new int[PER_LINE * 24];
    private HeaderName[] names = new HeaderName[24];
    /** The next line of the same name, or -1. */
    private int[] nexts = new int[24];
    /** The first and the last line of each name, by its place; the first is -1 when there is none. */
    private final int[] firsts = new int[HeaderName.COUNT];

    private final int[] lasts = new int[HeaderName.COUNT];
    /** Made when somebody asks, since many a copy is only kept. */
    private @Nullable CommonViews views;

    SipMessage() {}

    void clear(byte[] bytes, int start) {
        buffer = bytes;
        from = start;
        headEnd = start;
        bodyEnd = start;
        request = false;
        methodEnd = start;
        uriFrom = start;
        uriEnd = start;
        status = 0;
        phraseFrom = start;
        phraseEnd = start;
        count = 0;
        Arrays.fill(firsts, -1);
        if (views != null) {
            views.clear();
        }
    }

    void requestLine(int endOfMethod, int startOfUri, int endOfUri) {
        request = true;
        methodEnd = endOfMethod;
        uriFrom = startOfUri;
        uriEnd = endOfUri;
    }

    void statusLine(int code, int startOfPhrase, int endOfPhrase) {
        status = code;
        phraseFrom = startOfPhrase;
        phraseEnd = endOfPhrase;
    }

    void line(int nameFrom, int nameEnd, int valueFrom, int valueEnd) {
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            nexts = Arrays.copyOf(nexts, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * PER_LINE * count);
        }
        int at = PER_LINE * count;
        offsets[at] = nameFrom;
        offsets[at + 1] = nameEnd;
        offsets[at + 2] = valueFrom;
        offsets[at + 3] = valueEnd;
        HeaderName name = HeaderName.of(buffer, nameFrom, nameEnd);
        names[count] = name;
        chain(name.place());
        count++;
    }

    /** Hangs the line at {@code count} behind the others of its name. */
    private void chain(int name) {
        if (firsts[name] < 0) {
            firsts[name] = count;
        } else {
            nexts[lasts[name]] = count;
        }
        lasts[name] = count;
        nexts[count] = -1;
    }

    void body(int endOfHead, int endOfBody) {
        headEnd = endOfHead;
        bodyEnd = endOfBody;
    }

    /** The bytes all offsets point into; whoever changes them changes the message. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the first line begins: behind the empty lines that RFC 3261 §7.5 lets stand before a message. */
    public int from() {
        return from;
    }

    /** Where the message ends and, on a stream, the next one begins. */
    public int end() {
        return bodyEnd;
    }

    public boolean isRequest() {
        return request;
    }

    /** Whether this is a request of the method; methods are compared with their case (RFC 3261 §7.1). */
    public boolean isMethod(String method) {
        return request && Ascii.equals(buffer, from, methodEnd, method);
    }

    /** The method as it stands in the request line, never unescaped; empty for a response. */
    public String method() {
        return Ascii.text(buffer, from, methodEnd);
    }

    public int uriFrom() {
        return uriFrom;
    }

    public int uriEnd() {
        return uriEnd;
    }

    /** The Request-URI as it stands; empty for a response. */
    public String requestUri() {
        return Ascii.text(buffer, uriFrom, uriEnd);
    }

    /** The status code, 100 to 699; 0 for a request. */
    public int status() {
        return status;
    }

    /** The reason phrase, which may be empty; empty for a request. */
    public String phrase() {
        return Ascii.text(buffer, phraseFrom, phraseEnd);
    }

    /** The number of header lines. */
    public int lines() {
        return count;
    }

    public HeaderName name(int line) {
        return names[line];
    }

    /** The name as it is spelt in that line. */
    public String nameText(int line) {
        return Ascii.text(buffer, offsets[PER_LINE * line], offsets[PER_LINE * line + 1]);
    }

    /** Where that header line begins. */
    public int nameFrom(int line) {
        return offsets[PER_LINE * line];
    }

    int nameEnd(int line) {
        return offsets[PER_LINE * line + 1];
    }

    public int valueFrom(int line) {
        return offsets[PER_LINE * line + 2];
    }

    public int valueEnd(int line) {
        return offsets[PER_LINE * line + 3];
    }

    /** The whole value of a line without the blanks around it; a fold has become blanks. */
    public String valueText(int line) {
        return Ascii.text(buffer, valueFrom(line), valueEnd(line));
    }

    /** The first line of that name at or after {@code line}, or -1. */
    public int find(HeaderName name, int line) {
        int found = firsts[name.place()];
        while (found >= 0 && found < line) {
            found = nexts[found];
        }
        return found;
    }

    public boolean has(HeaderName name) {
        return find(name, 0) >= 0;
    }

    private CommonViews views() {
        if (views == null) {
            views = new CommonViews();
        }
        return views;
    }

    /**
     * The offset of the first fault of the topmost Via, or -1; a message without one has its fault at its beginning. Then
     * {@link #topVia} has what could be read, as with the two below.
     */
    public int topViaFault() {
        return views().viaFault(this);
    }

    /** The topmost Via; read once, and valid as long as the message. */
    public Via topVia() {
        topViaFault();
        return views().via();
    }

    /** As {@link #topViaFault}, of From or To. */
    public int partyFault(HeaderName fromOrTo) {
        return views().partyFault(this, fromOrTo);
    }

    /** From or To; read once, and valid as long as the message. */
    public NameAddr party(HeaderName fromOrTo) {
        partyFault(fromOrTo);
        return views().party(fromOrTo);
    }

    /** As {@link #topViaFault}, of CSeq. */
    public int cseqFault() {
        return views().cseqFault(this);
    }

    /** CSeq; read once, and valid as long as the message. */
    public CSeq cseq() {
        cseqFault();
        return views().cseq();
    }

    /** The whole value of the first line of that name. */
    public Optional<String> text(HeaderName name) {
        int line = find(name, 0);
        return line < 0 ? Optional.empty() : Optional.of(valueText(line));
    }

    /** The whole value of the first line of that spelling, for fields that have no {@link HeaderName}. */
    public Optional<String> text(String name) {
        String lower = Ascii.lower(name);
        for (int i = 0; i < count; i++) {
            if (Ascii.equalsIgnoreCase(buffer, offsets[PER_LINE * i], offsets[PER_LINE * i + 1], lower)) {
                return Optional.of(valueText(i));
            }
        }
        return Optional.empty();
    }

    /** All values of that name in order, those of one line parted at its commas where the field is a list. */
    public List<String> texts(HeaderName name) {
        List<String> all = new ArrayList<>();
        HeaderValues values = new HeaderValues();
        for (values.of(this, name); values.next(); ) {
            all.add(Ascii.text(buffer, values.from(), values.end()));
        }
        return List.copyOf(all);
    }

    /** The decimal number that is the first line's value; -1 when absent or none, saturated when huge. */
    public long number(HeaderName name) {
        int line = find(name, 0);
        return line < 0 ? -1 : Ascii.number(buffer, valueFrom(line), valueEnd(line));
    }

    public int bodyFrom() {
        return headEnd;
    }

    /** A copy of the body. */
    public byte[] body() {
        return Arrays.copyOfRange(buffer, headEnd, bodyEnd);
    }

    /** A copy that has bytes of its own and that no parser touches. */
    public SipMessage keep() {
        SipMessage copy = new SipMessage();
        copy.clear(Arrays.copyOfRange(buffer, from, bodyEnd), 0);
        copy.request = request;
        copy.methodEnd = methodEnd - from;
        copy.uriFrom = uriFrom - from;
        copy.uriEnd = uriEnd - from;
        copy.statusLine(status, phraseFrom - from, phraseEnd - from);
        copy.body(headEnd - from, bodyEnd - from);
        copy.count = count;
        copy.names = Arrays.copyOf(names, count);
        copy.nexts = Arrays.copyOf(nexts, count);
        System.arraycopy(firsts, 0, copy.firsts, 0, firsts.length);
        System.arraycopy(lasts, 0, copy.lasts, 0, lasts.length);
        copy.offsets = Arrays.copyOf(offsets, PER_LINE * count);
        for (int i = 0; i < copy.offsets.length; i++) {
            copy.offsets[i] -= from;
        }
        return copy;
    }

    /** Method and URI, or status: never a value that could be a secret. */
    @Override
    public String toString() {
        return request ? method() + " " + requestUri() : "SIP/2.0 " + status;
    }

    @Override
    public <R> R fold(Function<SipMessage, R> message, Function<NeedMore, R> needMore, Function<Wrong, R> wrong) {
        return message.apply(this);
    }
}
