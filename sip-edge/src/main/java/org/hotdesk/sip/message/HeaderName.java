package org.hotdesk.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The header fields this core treats by name; every other field is {@link #OTHER} and keeps its own spelling. */
public enum HeaderName {
    VIA("Via", 'v', true),
    FROM("From", 'f', false),
    TO("To", 't', false),
    CALL_ID("Call-ID", 'i', false),
    CSEQ("CSeq", '-', false),
    CONTACT("Contact", 'm', true),
    CONTENT_LENGTH("Content-Length", 'l', false),
    CONTENT_TYPE("Content-Type", 'c', false),
    CONTENT_ENCODING("Content-Encoding", 'e', true),
    MAX_FORWARDS("Max-Forwards", '-', false),
    EXPIRES("Expires", '-', false),
    MIN_EXPIRES("Min-Expires", '-', false),
    ROUTE("Route", '-', true),
    RECORD_ROUTE("Record-Route", '-', true),
    PATH("Path", '-', true),
    REQUIRE("Require", '-', true),
    PROXY_REQUIRE("Proxy-Require", '-', true),
    SUPPORTED("Supported", 'k', true),
    UNSUPPORTED("Unsupported", '-', true),
    AUTHORIZATION("Authorization", '-', false),
    PROXY_AUTHORIZATION("Proxy-Authorization", '-', false),
    WWW_AUTHENTICATE("WWW-Authenticate", '-', false),
    PROXY_AUTHENTICATE("Proxy-Authenticate", '-', false),
    EVENT("Event", 'o', false),
    ALLOW_EVENTS("Allow-Events", 'u', true),
    SUBSCRIPTION_STATE("Subscription-State", '-', false),
    ACCEPT("Accept", '-', true),
    ALLOW("Allow", '-', true),
    SUBJECT("Subject", 's', false),
    REFER_TO("Refer-To", 'r', false),
    REFERRED_BY("Referred-By", 'b', false),
    USER_AGENT("User-Agent", '-', false),
    DATE("Date", '-', false),
    RETRY_AFTER("Retry-After", '-', false),
    P_ASSERTED_IDENTITY("P-Asserted-Identity", '-', true),
    P_PREFERRED_IDENTITY("P-Preferred-Identity", '-', true),
    REMOTE_PARTY_ID("Remote-Party-ID", '-', true),
    IDENTITY("Identity", 'y', false),
    IDENTITY_INFO("Identity-Info", 'n', false),
    DIVERSION("Diversion", '-', true),
    HISTORY_INFO("History-Info", '-', true),
    P_CHARGING_VECTOR("P-Charging-Vector", '-', false),
    P_CHARGING_FUNCTION_ADDRESSES("P-Charging-Function-Addresses", '-', false),
    REASON("Reason", '-', true),
    MAX_BREADTH("Max-Breadth", '-', false),
    /** Any field not listed here. */
    OTHER("", '-', false);

    private static final HeaderName[] ALL = values();
    /** How many there are. */
    static final int COUNT = ALL.length;

    private static final int BUCKET_BITS = 8;
    private static final HeaderName[][] BY_HEAD = byHead();
    private static final HeaderName[] BY_LETTER = byLetter();

    private final String text;
    private final String lower;
    /** The first and the last eight letters. */
    private final long head;

    private final long tail;
    private final char compact;
    private final boolean list;

    HeaderName(String text, char compact, boolean list) {
        this.text = text;
        this.lower = Ascii.lower(text);
        byte[] letters = lower.getBytes(StandardCharsets.US_ASCII);
        this.head = Ascii.lowerWord(letters, 0, letters.length);
        this.tail = Ascii.lowerWord(letters, Math.max(0, letters.length - Long.BYTES), letters.length);
        this.compact = compact;
        this.list = list;
    }

    /** The long form as the RFCs spell it; empty for {@link #OTHER}. */
    public String text() {
        return text;
    }

    /** The one-letter form of RFC 3261 §7.3.3, where there is one. */
    public Optional<Character> compact() {
        return compact == '-' ? Optional.empty() : Optional.of(compact);
    }

    /** From 0 to {@link #COUNT}, for arrays with a place for each. */
    @SuppressWarnings("EnumOrdinal") // within one run any order will do
    int place() {
        return ordinal();
    }

    /** Whether several values may stand in one line, parted by commas (RFC 3261 §7.3.1). */
    public boolean isList() {
        return list;
    }

    /** Finds the field by its long or compact name in any case; allocates nothing. */
    static HeaderName of(byte[] b, int from, int to) {
        int length = to - from;
        if (length == 1) {
            int letter = Ascii.lower(b[from]) - 'a';
            return letter >= 0 && letter < BY_LETTER.length ? BY_LETTER[letter] : OTHER;
        }
        long head = Ascii.lowerWord(b, from, to);
        for (HeaderName name : BY_HEAD[bucket(head)]) {
            if (name.head == head && name.lower.length() == length && name.isTail(b, from, to)) {
                return name;
            }
        }
        return OTHER;
    }

    /** Whether what follows the first eight letters is right too. */
    private boolean isTail(byte[] b, int from, int to) {
        int length = to - from;
        return length <= Long.BYTES
                || (length <= 2 * Long.BYTES
                        ? tail == Ascii.lowerWord(b, to - Long.BYTES, to)
                        : Ascii.equalsIgnoreCase(b, from, to, lower));
    }

    private static int bucket(long head) {
        return (int) ((head * 0x9e3779b97f4a7c15L) >>> (Long.SIZE - BUCKET_BITS));
    }

    private static HeaderName[][] byHead() {
        HeaderName[][] table = new HeaderName[1 << BUCKET_BITS][];
        for (int bucket = 0; bucket < table.length; bucket++) {
            int wanted = bucket;
            table[bucket] = Arrays.stream(ALL)
                    .filter(name -> name != OTHER && bucket(name.head) == wanted)
                    .toArray(HeaderName[]::new);
        }
        return table;
    }

    private static HeaderName[] byLetter() {
        HeaderName[] table = new HeaderName[26];
        Arrays.fill(table, OTHER);
        for (HeaderName name : ALL) {
            if (name.compact != '-') {
                table[name.compact - 'a'] = name;
            }
        }
        return table;
    }
}
