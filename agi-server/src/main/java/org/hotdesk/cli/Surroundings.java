package org.hotdesk.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What the command has around it; {@code HotdeskMain} takes it from the process, a test makes its own.
 *
 * @param terminal empty when nobody sits there, so nothing can be asked and nothing should be drawn
 * @param configFile from the environment variable {@code HOTDESK_CONFIG}
 */
public record Surroundings(
        PrintWriter out,
        PrintWriter err,
        InputStream in,
        Optional<Terminal> terminal,
        Optional<Path> configFile,
        Clock clock) {

    /** The person at the keyboard. One owner thread. */
    public interface Terminal {
        /** Asks for something that is not shown while it is typed; empty when the person gave up. */
        Optional<char[]> askHidden(String question);

        /** Asks a question; empty when the person gave up. */
        Optional<String> ask(String question);
    }
}
