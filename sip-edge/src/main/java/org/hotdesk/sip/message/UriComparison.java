package org.hotdesk.sip.message;

import java.util.Arrays;

/** Compares SIP URIs by RFC 3261 §19.1.4, over their bytes; allocates nothing. */
final class UriComparison {
    /** Parameters that make two URIs different when only one has them. */
    private static final String[] DECIDING = {"user", "ttl", "method", "maddr", "transport"};

    private UriComparison() {}

    static boolean same(Uri one, Uri other) {
        if (!one.isSip() || !other.isSip()) {
            return sameText(one, other);
        }
        return sameTarget(one, other)
                && sameDeciding(one.params(), other.params())
                && noConflict(one.params(), other.params())
                && headersWithin(one, other)
                && headersWithin(other, one);
    }

    static boolean sameTarget(Uri one, Uri other) {
        if (!one.isSip() || !other.isSip()) {
            return sameText(one, other);
        }
        return one.schemeEnd() - one.from() == other.schemeEnd() - other.from()
                && one.hasUser() == other.hasUser()
                // The part before '@' is compared with its case.
                && same(one, one.schemeEnd(), one.userInfoEnd(), other, other.schemeEnd(), other.userInfoEnd(), true)
                && same(one, one.hostFrom(), one.hostEnd(), other, other.hostFrom(), other.hostEnd(), false)
                // A port left out is not the same as the default one written down.
                && one.port(-1) == other.port(-1);
    }

    private static boolean sameText(Uri one, Uri other) {
        return Arrays.equals(one.buffer(), one.from(), one.end(), other.buffer(), other.from(), other.end());
    }

    private static boolean sameDeciding(Params one, Params other) {
        for (String name : DECIDING) {
            if (one.find(name) != other.find(name)) {
                return false;
            }
        }
        return true;
    }

    /** Whether each parameter that both have has the same value in both. */
    private static boolean noConflict(Params one, Params other) {
        for (one.rewind(); one.next(); ) {
            for (other.rewind(); other.next(); ) {
                if (one.isSameNameAs(other) && !one.isSameValueAs(other)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether each header of the one is, in whatever place, in the other. */
    private static boolean headersWithin(Uri one, Uri other) {
        int from = one.headersFrom() + 1;
        while (from < one.end()) {
            int stop = headerEnd(one, from);
            if (!hasHeader(other, one, from, stop)) {
                return false;
            }
            from = stop + 1;
        }
        return true;
    }

    private static boolean hasHeader(Uri in, Uri one, int wantedFrom, int wantedEnd) {
        int from = in.headersFrom() + 1;
        while (from < in.end()) {
            int stop = headerEnd(in, from);
            if (same(one, wantedFrom, wantedEnd, in, from, stop, false)) {
                return true;
            }
            from = stop + 1;
        }
        return false;
    }

    private static int headerEnd(Uri uri, int from) {
        int and = Ascii.indexOf(uri.buffer(), from, uri.end(), '&');
        return and < 0 ? uri.end() : and;
    }

    private static boolean same(Uri one, int from, int end, Uri other, int otherFrom, int otherEnd, boolean byCase) {
        return same(one.buffer(), from, end, other.buffer(), otherFrom, otherEnd, byCase);
    }

    /** An escaped character equals the one it stands for. */
    static boolean same(byte[] a, int from, int end, byte[] b, int otherFrom, int otherEnd, boolean byCase) {
        int i = from;
        int j = otherFrom;
        while (i < end && j < otherEnd) {
            int left = octet(a, i, end);
            int right = octet(b, j, otherEnd);
            if (left != right && (byCase || Ascii.lower((byte) left) != Ascii.lower((byte) right))) {
                return false;
            }
            i += width(a, i, end);
            j += width(b, j, otherEnd);
        }
        return i == end && j == otherEnd;
    }

    /** The octet at that offset, decoded when it is escaped. */
    static int octet(byte[] b, int at, int end) {
        return width(b, at, end) == 3 ? 16 * Ascii.hex(b[at + 1]) + Ascii.hex(b[at + 2]) : b[at] & 0xff;
    }

    /** How many bytes stand for the octet at that offset. */
    static int width(byte[] b, int at, int end) {
        return b[at] == '%' && at + 2 < end ? 3 : 1;
    }
}
