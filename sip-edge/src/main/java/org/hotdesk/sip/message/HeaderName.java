package org.hotdesk.sip.message;

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

    private static final int LONGEST = longest();
    private static final int BUCKETS = 256;
    private static final HeaderName[][] BY_KEY = byKey();
    private static final HeaderName[] BY_LETTER = byLetter();

    private final String text;
    private final String lower;
    private final char compact;
    private final boolean list;

    HeaderName(String text, char compact, boolean list) {
        this.text = text;
        this.lower = Ascii.lower(text);
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
        if (length > 1 && length <= LONGEST) {
            for (HeaderName name : BY_KEY[bucket(length, b[from], b[to - 2], b[to - 1])]) {
                if (Ascii.equalsIgnoreCase(b, from, to, name.lower)) {
                    return name;
                }
            }
        }
        return OTHER;
    }

    /** Where a name of that length, first, last but one and last letter is looked for; nearly all have a place alone. */
    private static int bucket(int length, byte first, byte before, byte last) {
        return (length * 5 + Ascii.lower(first) * 7 + Ascii.lower(before) * 3 + Ascii.lower(last)) & (BUCKETS - 1);
    }

    private static int longest() {
        int longest = 0;
        for (HeaderName name : ALL) {
            longest = Math.max(longest, name.text.length());
        }
        return longest;
    }

    private static HeaderName[][] byKey() {
        HeaderName[][] table = new HeaderName[BUCKETS][];
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int wanted = bucket;
            table[bucket] = Arrays.stream(ALL)
                    .filter(name -> name != OTHER && name.bucket() == wanted)
                    .toArray(HeaderName[]::new);
        }
        return table;
    }

    private int bucket() {
        int length = lower.length();
        return bucket(length, (byte) lower.charAt(0), (byte) lower.charAt(length - 2), (byte) lower.charAt(length - 1));
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
