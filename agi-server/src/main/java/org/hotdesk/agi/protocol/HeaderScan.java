package org.hotdesk.agi.protocol;

/**
 * Finds the end of what Asterisk sends first: lines that begin with {@code agi_}, then an empty one. Looks at each byte
 * once, however it arrives. One owner thread.
 */
final class HeaderScan {
    static final int LINE_BYTES_MAX = 4_096;
    static final int LINES_MAX = 64;
    static final int BYTES_MAX = 16_384;

    private static final byte[] PREFIX = {'a', 'g', 'i', '_'};

    /** What the bytes so far amount to. */
    enum Progress {
        MORE,
        COMPLETE,
        LINE_TOO_LONG,
        TOO_MANY_LINES,
        TOO_LONG,
        NOT_AGI
    }

    private int scanned;
    private int lineStart;
    private int lines;

    /** Goes on with the bytes from where it stopped; {@code length} is how many there are in all. */
    Progress scan(byte[] bytes, int length) {
        while (scanned < length) {
            int at = scanned - lineStart;
            byte b = bytes[scanned++];
            if (b == '\n') {
                if (at == 0) {
                    return Progress.COMPLETE;
                }
                if (at < PREFIX.length) {
                    return Progress.NOT_AGI;
                }
                lineStart = scanned;
                if (++lines > LINES_MAX) {
                    return Progress.TOO_MANY_LINES;
                }
            } else if (at < PREFIX.length && b != PREFIX[at]) {
                return Progress.NOT_AGI;
            } else if (at >= LINE_BYTES_MAX) {
                return Progress.LINE_TOO_LONG;
            }
        }
        return length >= BYTES_MAX ? Progress.TOO_LONG : Progress.MORE;
    }

    /** Where the header ends and what follows begins; after COMPLETE only. */
    int end() {
        return scanned;
    }
}
