package org.hotdesk.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs short commands of this machine to their end. */
final class Command {

    private Command() {}

    /**
     * How a command ended.
     *
     * @param status exit status
     * @param output standard output
     * @param errors standard error
     */
    record Outcome(int status, String output, String errors) {

        boolean ok() {
            return status == 0;
        }
    }

    /** Runs the command; a command that cannot be started ends with status 127, one over the limit is killed with 124. */
    static Outcome run(Duration limit, List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return new Outcome(127, "", command.get(0) + ": " + e.getMessage());
        }
        CompletableFuture<String> output =
                CompletableFuture.supplyAsync(() -> text(process.getInputStream()), Command::inThread);
        CompletableFuture<String> errors =
                CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Command::inThread);
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            int status = ended ? process.exitValue() : 124;
            return new Outcome(status, output.join(), errors.join());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while running " + command.get(0), e);
        }
    }

    private static void inThread(Runnable reading) {
        Thread thread = new Thread(reading, "command-output");
        thread.setDaemon(true);
        thread.start();
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
