package org.hotdesk.sip.registrar;

/** How a REGISTER was answered, and why. */
public enum Answer {
    /** Contacts were added, refreshed or taken away. */
    REGISTERED(200, "OK"),
    /** The contacts were asked for and not changed. */
    QUERIED(200, "OK"),
    /** The request had been served before. */
    REPEATED(200, "OK"),
    /** No credentials: every first request. */
    CHALLENGED(401, "Unauthorized"),
    /** Right password, old nonce. */
    STALE(401, "Unauthorized"),
    /** Wrong password or unknown user; the phone sees what {@link #CHALLENGED} sees. */
    WRONG_PASSWORD(401, "Unauthorized"),
    BAD_CREDENTIALS(400, "Bad Authorization"),
    /** It requires what we do not have. */
    BAD_EXTENSION(420, "Bad Extension"),
    /** A Path on the way, and the phone does not say that it knows what that is (RFC 3327 §5.3). */
    PATH_NOT_SUPPORTED(420, "Bad Extension"),
    BAD_PATH(400, "Bad Path"),
    UNKNOWN_DOMAIN(404, "Not Found"),
    /** To is no address of a device. */
    UNKNOWN_ADDRESS(404, "Not Found"),
    /** To is another device than the one whose password was shown. */
    NOT_ITS_ADDRESS(403, "Forbidden"),
    /** A contact that points at ourselves, at this machine, at many, or at nobody. */
    FORBIDDEN_CONTACT(403, "Forbidden"),
    TOO_MANY_CONTACTS(403, "Too Many Contacts"),
    BAD_CONTACT(400, "Bad Contact"),
    CONTACT_TOO_LONG(400, "Contact Too Long"),
    /** RFC 3261 §10.3 step 6. */
    BAD_STAR(400, "Bad Contact Star"),
    OUT_OF_ORDER(400, "CSeq Out Of Order"),
    INTERVAL_TOO_BRIEF(423, "Interval Too Brief");

    private final int status;
    private final String phrase;

    Answer(int status, String phrase) {
        this.status = status;
        this.phrase = phrase;
    }

    public int status() {
        return status;
    }

    public String phrase() {
        return phrase;
    }
}
