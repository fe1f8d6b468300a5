package org.hotdesk.cli;

/** What the command tells a shell. The README has the same table. */
public enum ExitCode {
    /** Done. */
    OK(0),
    /** Understood and refused, or tried and failed; the message says why. */
    FAILED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** The daemon does not answer, or its token file cannot be read. */
    NO_DAEMON(3),
    /** The configuration is wrong. */
    CONFIGURATION(4),
    /** The answer is there and it is bad news: {@code status} found a fault, {@code mirror} a difference that is left. */
    UNHEALTHY(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
