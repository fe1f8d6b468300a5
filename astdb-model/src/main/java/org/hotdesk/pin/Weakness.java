package org.hotdesk.pin;

/** Why a PIN is not taken as a new one. */
public enum Weakness {
    TOO_SHORT("it has too few digits"),
    REPEATED("its digits repeat"),
    SEQUENCE("its digits are in sequence"),
    OWN_NUMBER("it is the user's own number"),
    COMMON("it is one of those that everybody thinks of");

    private final String words;

    Weakness(String words) {
        this.words = words;
    }

    /** What is wrong with it, to go on a sentence. */
    public String words() {
        return words;
    }
}
