package org.hotdesk.demo;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.cli.Cli;
import org.hotdesk.cli.Surroundings;

/** Types {@code hotdesk} commands, as an operator does, without a terminal. Thread-safe. */
public final class Operator {
    private static final int LOOK_MILLIS = 300;

    private final Path config;
    private final Clock clock;

    /** @param config what every command gets as {@code --config} */
    public Operator(Path config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** What a command printed and its exit code. */
    public record Answer(int code, String out, String err) {}

    /** Runs a command with nothing on its standard input. */
    public Answer run(String... words) {
        return runWith("", words);
    }

    /** Runs a command with a text, such as a PIN, on its standard input. */
    public Answer runWith(String input, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var surroundings = new Surroundings(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                Optional.empty(),
                Optional.of(config),
                clock);
        int code = new Cli(surroundings, context -> List.of()).run(words);
        return new Answer(code, out.toString(), err.toString());
    }

    /** As {@link #run}; what it prints. Anything but exit code 0 is an error. */
    public String ok(String... words) {
        return okWith("", words);
    }

    /** As {@link #runWith}; what it prints. Anything but exit code 0 is an error. */
    public String okWith(String input, String... words) {
        Answer answer = runWith(input, words);
        if (answer.code() != 0) {
            List<String> shown = new ArrayList<>(List.of(words));
            throw new DemoException("'hotdesk " + String.join(" ", shown) + "' ended with " + answer.code() + ": "
                    + answer.err().strip() + answer.out().strip());
        }
        return answer.out();
    }

    /** Waits until {@code hotdesk status} finds nothing wrong. */
    public void awaitHealthy(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Answer last = run("status");
        while (last.code() != 0) {
            if (System.nanoTime() > end) {
                throw new DemoException("not healthy within " + limit.toSeconds() + " s: "
                        + last.out().strip() + " " + last.err().strip());
            }
            Waiting.pause(LOOK_MILLIS); // a command costs more than a look, and the daemon wants to start
            last = run("status");
        }
    }
}
