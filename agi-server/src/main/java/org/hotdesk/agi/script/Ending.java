package org.hotdesk.agi.script;

import java.util.Optional;
import org.hotdesk.model.UserNumber;

/**
 * How a login code ends: the word the dialplan gets in HD_RESULT, and the files of Asterisk's core sounds that it plays
 * then. No two sound the same but by intent: an unknown user and a wrong PIN are one ending.
 */
enum Ending {
    LOGGED_IN("logged-in", "agent-loginok"),
    LOGGED_OFF("logged-off", "agent-loggedoff"),
    /** "Agent logged off. Extension is set to 3 0 1." */
    BACK_TO_DEFAULT("back-to-default", "agent-loggedoff&extension&is-set-to"),
    /** "Extension is set to 2 0 1." */
    ALREADY_HERE("already-here", "extension&is-set-to"),
    /** "De-activated." */
    NOBODY_HERE("nobody-here", "de-activated"),
    /** "Thank you. One moment, please." Stored, but Asterisk has not said that it has it. */
    PENDING("pending", "auth-thankyou&one-moment-please"),
    /** "That feature is not available on this line." Nobody may log in here. */
    FIXED("fixed", "feature-not-avail-line"),
    UNKNOWN_DEVICE("unknown-device", "im-sorry&feature-not-avail-line"),
    /** "I'm sorry. Your call cannot be completed as dialed." The user may not sit here, or nowhere. */
    NOT_ALLOWED("not-allowed", "im-sorry&cannot-complete-as-dialed"),
    /** "I'm sorry. Your extension is in use." The user sits elsewhere, and may not have one phone more. */
    SITS_ELSEWHERE("sits-elsewhere", "im-sorry&your&extension&is-in-use"),
    /** "Login incorrect. Goodbye." */
    REFUSED("refused", "vm-incorrect&vm-goodbye"),
    /** "Your passwords have been changed." */
    PIN_CHANGED("pin-changed", "vm-passchanged"),
    /** "That is not a valid password. Goodbye." Nothing was changed, and nobody logged in. */
    PIN_NOT_CHANGED("pin-not-changed", "vm-invalid-password&vm-goodbye"),
    NO_INPUT("no-input", "vm-goodbye"),
    /** "I'm sorry. Please try your call again later." The store did not answer. */
    FAILED("failed", "im-sorry&please-try-call-later");

    private final String word;
    private final String files;

    Ending(String word, String files) {
        this.word = word;
        this.files = files;
    }

    String word() {
        return word;
    }

    /** What Playback is given; endings that say where the phone now belongs have the user's digits behind. */
    String say(Optional<UserNumber> user) {
        if (this != BACK_TO_DEFAULT && this != ALREADY_HERE) {
            return files;
        }
        var all = new StringBuilder(files);
        user.ifPresent(number ->
                number.digits().chars().forEach(digit -> all.append("&digits/").append((char) digit)));
        return all.toString();
    }
}
