package org.hotdesk.dialplan;

/** What a user switches at the phone: the astdb family the code writes to, and what is said about it. */
enum Feature {
    DND("DND", Code.DND_ON, Code.DND_OFF, "YES", Prompt.DND),
    CALL_WAITING("CW", Code.CALL_WAITING_ON, Code.CALL_WAITING_OFF, "ENABLED", Prompt.CALL_WAITING),
    FORWARD("CF", Code.FORWARD_ON, Code.FORWARD_OFF, "", Prompt.FORWARD),
    FORWARD_BUSY("CFB", Code.FORWARD_BUSY_ON, Code.FORWARD_BUSY_OFF, "", Prompt.FORWARD_BUSY),
    FORWARD_UNAVAILABLE(
            "CFU", Code.FORWARD_UNAVAILABLE_ON, Code.FORWARD_UNAVAILABLE_OFF, "", Prompt.FORWARD_UNAVAILABLE);

    private final String family;
    private final Code on;
    private final Code off;
    private final String word;
    private final Prompt name;

    /** Takes the word that means on; none for a forward, which takes a number. */
    Feature(String family, Code on, Code off, String word, Prompt name) {
        this.family = family;
        this.on = on;
        this.off = off;
        this.word = word;
        this.name = name;
    }

    /** The extensions of {@code hotdesk-features} for this one. */
    String extensions(DialplanConfig config) {
        String dialled = config.code(on);
        String lines = word.isEmpty()
                ? extension(dialled, "ask", "")
                        + extension(
                                "_" + dialled + "[+0-9].", "on", "${FILTER(+0-9*#,${EXTEN:" + dialled.length() + "})}")
                : extension(dialled, "on", word);
        return lines + extension(config.code(off), "off", "");
    }

    private String extension(String pattern, String what, String written) {
        return "exten => " + pattern + ",1,Gosub(hotdesk-switch," + what + ",1(" + family + "," + written + ","
                + name.playback() + "))\n";
    }
}
