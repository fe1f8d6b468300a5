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
    INCORRECT("vm-incorrect");

    static final Duration LONGEST = Duration.ofMillis(3_500);

    private final String file;

    Prompt(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }
}
