package org.hotdesk.sip.abuse;

/**
 * What a sender did wrong. The texts are those of Asterisk's own log, so that filters made for it read ours; they are for
 * the log alone, no answer on the wire differs by them.
 */
public enum Failure {
    WRONG_PASSWORD("Wrong password", 2),
    /** Credentials of a user there is none of. */
    UNKNOWN_USER("No matching peer found", 2),
    /** From or To names another than who authenticated. */
    FORGED_FROM("Username/auth name mismatch", 2),
    /** In-dialog request whose token of ours does not verify. */
    FORGED_TOKEN("Peer is not supposed to register", 2),
    /** A domain in the Request-URI that is not served. */
    FOREIGN_DOMAIN("Not a local domain", 1),
    /** Calls itself by the name of an attacker's tool. */
    SCANNER("Device does not match ACL", 10),
    /** No SIP, or broken SIP. Not held against a phone that has authenticated. */
    MALFORMED("ACL error (permit/deny)", 1);

    private final String text;
    private final int weight;

    Failure(String text, int weight) {
        this.text = text;
        this.weight = weight;
    }

    String text() {
        return text;
    }

    /** In halves of a failure. */
    int weight() {
        return weight;
    }
}
