package org.hotdesk.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program started by {@link Programs#start}, known by its own process id. Thread-safe. */
final class RunningProgram implements AutoCloseable {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
    private static final Duration LAST_BREATH = Duration.ofSeconds(10);

    private final String name;
    private final Process keeper;
    private final ProcessHandle program;
    private final Programs place;
    private final BufferedReader output;

    private RunningProgram(String name, Process keeper, ProcessHandle program, Programs place, BufferedReader output) {
        this.name = name;
        this.keeper = keeper;
        this.program = program;
        this.place = place;
        this.output = output;
    }

    /** Waits until the keeper, which runs the script, has told the id of the program. */
    static RunningProgram of(String name, Process keeper, Programs place) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null || !DIGITS.matcher(line).matches()) {
            keeper.destroyForcibly();
            throw new DemoException("cannot start " + name + ": " + (line == null ? "no word from it" : line));
        }
        ProcessHandle program =
                ProcessHandle.of(Long.parseLong(line)).orElseThrow(() -> new DemoException(name + " ended at once"));
        return new RunningProgram(name, keeper, program, place, output);
    }

    /** What the program prints, when it was started for talking; ends with it. */
    BufferedReader output() {
        return output;
    }

    /** The id of the program itself, not of the shell that watches it. */
    long pid() {
        return program.pid();
    }

    boolean isAlive() {
        return keeper.isAlive();
    }

    /** Sends a signal such as {@code STOP} or {@code CONT}. */
    void signal(String signal) {
        Command.run(Duration.ofSeconds(5), List.of("kill", "-" + signal, Long.toString(pid())));
    }

    /** Runs a second program beside this one, with the same view of the file system. */
    Command.Outcome beside(Duration limit, List<String> command) {
        return Command.run(limit, besideLine(command));
    }

    /** The command line that does so. */
    List<String> besideLine(List<String> command) {
        List<String> line = new ArrayList<>();
        if (place.root().isPresent()) {
            line.addAll(List.of("nsenter", "--target", Long.toString(pid()), "--mount", "--root", "--wd", "--"));
        }
        line.addAll(command);
        return line;
    }

    /** True when the program has ended by itself within the limit. */
    boolean awaitEnd(Duration limit) {
        try {
            return keeper.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while " + name + " ended", e);
        }
    }

    /** The exit status: 128 and the number of the signal when one ended the program. */
    int status() {
        return keeper.exitValue();
    }

    /** Kills the program if it still runs, and returns when it has gone. */
    @Override
    public void close() {
        program.destroyForcibly();
        if (!awaitEnd(LAST_BREATH)) {
            throw new DemoException(name + " pid=" + pid() + " cannot be killed");
        }
    }
}
