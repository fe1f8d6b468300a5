package org.hotdesk.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code hotdesk serve} as a process of its own, as a service manager runs it, so that it can be killed and frozen. It dies
 * with this process at the latest. Many threads, but one at a time.
 */
public final class Companion implements AutoCloseable {
    private static final Duration END_LIMIT = Duration.ofSeconds(15);

    private final List<String> before;
    private final Path config;
    private final Path log;
    private Optional<Process> process = Optional.empty();

    /**
     * Starts nothing yet.
     *
     * @param config its configuration file
     * @param log gets what it logs, start after start
     */
    public Companion(Path config, Path log) {
        this(List.of(), config, log);
    }

    /**
     * As the other, started by a program that becomes it.
     *
     * @param before that program's command line, such as {@code nsenter … --}; it must keep its process id
     */
    public Companion(List<String> before, Path config, Path log) {
        this.before = List.copyOf(before);
        this.config = config;
        this.log = log;
    }

    /** Starts it and returns at once; whether it is ready is for {@code hotdesk status} to say. */
    public synchronized void start() {
        if (process.filter(Process::isAlive).isPresent()) {
            throw new IllegalStateException("runs already");
        }
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.hotdesk.HotdeskMain",
                "--config",
                config.toString(),
                "serve"));
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process = Optional.of(started);
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "companion-end"));
        } catch (IOException e) {
            throw new DemoException("cannot start the companion", e);
        }
    }

    public synchronized boolean isRunning() {
        return process.filter(Process::isAlive).isPresent();
    }

    /** Ends it as a service manager does, by SIGTERM. */
    public synchronized void stop() {
        running().destroy();
        awaitEnd();
    }

    /** Ends it by SIGKILL, as a crash does. */
    public synchronized void kill() {
        running().destroyForcibly();
        awaitEnd();
    }

    /** Stops it from running at all (SIGSTOP) until {@link #thaw}; its sockets stay open. */
    public synchronized void freeze() {
        signal("STOP");
    }

    /** Lets it run again. */
    public synchronized void thaw() {
        signal("CONT");
    }

    /** The id of its process. */
    public synchronized long pid() {
        return running().pid();
    }

    /** All it has logged. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new DemoException("cannot read " + log, e);
        }
    }

    private void signal(String signal) {
        Command.run(Duration.ofSeconds(5), List.of("kill", "-" + signal, Long.toString(pid())));
    }

    private Process running() {
        return process.orElseThrow(() -> new DemoException("the companion does not run"));
    }

    private void awaitEnd() {
        try {
            if (!running().waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemoException("the companion did not end within " + END_LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while the companion ended", e);
        }
        process = Optional.empty();
    }

    /** Kills it if it runs. */
    @Override
    public synchronized void close() {
        if (process.isPresent()) {
            kill();
        }
    }
}
