package org.hotdesk.agi.script;

import java.time.Duration;

/**
 * What a login code asks, in files of Asterisk's core sounds. None is longer than {@link #LONGEST}, which a test holds
 * against the files themselves: while one plays, the call is ours, and must come free in time if we freeze.
 */
enum Prompt {
    /** "Please enter a new extension, followed by pound." */
    ENTER_USER("agent-newlocation"),
    /** "Please enter your password followed by the pound key." */
    ENTER_PIN("agent-pass"),
    /** "Login incorrect." */
    INCORRECT("vm-incorrect"),
    /** "Please enter your new password followed by the pound key. " */
    NEW_PIN("vm-newpassword"),
    /** "Please re-enter your password followed by the pound key." */
    NEW_PIN_AGAIN("vm-reenterpassword"),
    /** "I'm sorry, that's not a valid password; please try again." */
    NOT_VALID("vm-invalidpassword"),
    /** "Please try again." */
    TRY_AGAIN("vm-pls-try-again");

    static final Duration LONGEST = Duration.ofMillis(3_800);

    private final String file;

    Prompt(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }
}
