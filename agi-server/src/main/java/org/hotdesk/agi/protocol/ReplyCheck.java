package org.hotdesk.agi.protocol;

import org.hotdesk.agi.protocol.AgiException.Why;

/**
 * Holds the peer to the form of AGI replies: one line that begins with three digits, or usage lines between
 * {@code 520-} and {@code 520 }. Anything else means that the two sides no longer talk of the same command, and the
 * next answers would be taken for the wrong questions. One owner thread.
 */
final class ReplyCheck {
    /** Asterisk sends one per hangup, and one at the very end. */
    static final int HANGUPS_MAX = 8;

    private static final int USAGE_LINES_MAX = 64;
    private static final String SUCCESS = "200 result=";
    private static final String HANGUP = "HANGUP";

    private int hangups;
    private int usageLines;
    private boolean inUsage;
    private boolean usageLineAlone;

    /** What to do with a line. */
    enum Verdict {
        PASS_ON,
        SKIP
    }

    /**
     * Judges the next line while a reply is awaited.
     *
     * @throws AgiException OUT_OF_STEP when it is no part of a reply
     */
    Verdict judge(String line) {
        usageLineAlone = false;
        if (inUsage) {
            return usage(line);
        }
        if (line.equals(HANGUP)) {
            return hangup();
        }
        if (line.startsWith("520-")) {
            inUsage = true;
            usageLines = 0;
            return Verdict.PASS_ON;
        }
        boolean known = line.startsWith(SUCCESS)
                ? isNumberOrNothing(line, SUCCESS.length())
                : line.startsWith("100 ")
                        || line.startsWith("510 ")
                        || line.startsWith("511 ")
                        || line.startsWith("520 ");
        if (!known) {
            throw outOfStep("a line that is no reply");
        }
        usageLineAlone = line.startsWith("520 ");
        return Verdict.PASS_ON;
    }

    private static boolean isNumberOrNothing(String line, int from) {
        int at = line.startsWith("-", from) ? from + 1 : from;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        return at == line.length() || line.charAt(at) == ' ';
    }

    // Asterisk res/res_agi.c, run_agi(): a HANGUP line may stand before a reply.
    private Verdict hangup() {
        if (++hangups > HANGUPS_MAX) {
            throw outOfStep("too many HANGUP lines");
        }
        return Verdict.SKIP;
    }

    private Verdict usage(String line) {
        if (++usageLines > USAGE_LINES_MAX) {
            throw outOfStep("usage text without end");
        }
        inUsage = !line.startsWith("520 ");
        return Verdict.PASS_ON;
    }

    /**
     * Judges a line that came although nothing was asked.
     *
     * @throws AgiException OUT_OF_STEP unless it is a hangup notice
     */
    void judgeUnasked(String line) {
        if (!line.equals(HANGUP)) {
            throw outOfStep("a reply to nothing");
        }
        hangup();
    }

    /** Whether the last line was all that Asterisk says of a badly written command, without usage lines around it. */
    boolean isUsageLineAlone() {
        return usageLineAlone;
    }

    /** Whether Asterisk said that the caller is gone. */
    boolean isHungUp() {
        return hangups > 0;
    }

    private static AgiException outOfStep(String what) {
        return new AgiException(Why.OUT_OF_STEP, what);
    }
}
