package org.hotdesk.sip.proxy;

/** Text of a peer that is about to be said by us. */
final class PeerText {
    private PeerText() {}

    /** Whether it may be: a quoted NUL is legal where a peer puts it, but not for us to write. */
    static boolean isSayable(String text) {
        return text.chars().noneMatch(c -> c < ' ' && c != '\t');
    }
}
