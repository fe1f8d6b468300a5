package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mirror check|repair}. */
@Command(name = "mirror", description = "Compares Asterisk's astdb with the store.")
final class MirrorCommand extends Group {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int LOOK_MILLIS = 200;

    private final Verb daemon;

    /** Which Asterisk, for who has several. */
    static final class ServerOption {
        @Option(names = "--server", paramLabel = "NAME", description = "Only the Asterisk of this name.")
        private @Nullable String name;

        private String query() {
            return name == null ? "" : "?server=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        }

        private boolean covers(JsonNode asterisk) {
            return name == null || asterisk.path("name").asText().equals(name);
        }
    }

    MirrorCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Command(description = "Reads every row of ours and lists what differs; exit code 5 when something does.")
    int check(@Mixin ServerOption server, @Mixin JsonOption json) {
        return compare("check", server, json);
    }

    @Command(description = "The same, and puts right what differs; exit code 5 when something still does.")
    int repair(
            @Option(names = "--dry-run", description = "Only shows what would be written.") boolean dryRun,
            @Mixin ServerOption server,
            @Mixin JsonOption json) {
        return compare(dryRun ? "check" : "repair", server, json);
    }

    private int compare(String what, ServerOption server, JsonOption json) {
        ObjectNode report = report(what, server);
        daemon.printer().print(json.wanted(), report, this::words);
        boolean well =
                report.path("complete").asBoolean() && report.path("left").asLong() == 0;
        return (well ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    /** The answer comes at the end of the work; somebody at a terminal sees meanwhile how far it has come. */
    private ObjectNode report(String what, ServerOption server) {
        AdminClient worker = daemon.daemon();
        CompletableFuture<ObjectNode> answer = CompletableFuture.supplyAsync(
                () -> worker.send("POST", "/v1/mirror/" + what + server.query(), Json.MAPPER.createObjectNode(), LONG));
        if (daemon.context().surroundings().terminal().isPresent()) {
            watch(answer, server);
        }
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof CliException refused ? refused : failed;
        }
    }

    private void watch(CompletableFuture<ObjectNode> answer, ServerOption server) {
        AdminClient watcher = daemon.daemon();
        try (var bar = new ProgressBar(daemon.context().surroundings().err(), "devices and users compared")) {
            while (!answer.isDone()) {
                long done = 0;
                long all = 0;
                for (JsonNode asterisk : watcher.get("/v1/status").path("asterisks")) {
                    if (server.covers(asterisk)) {
                        done += asterisk.path("verifying").path("done").asLong();
                        all += asterisk.path("verifying").path("all").asLong();
                    }
                }
                bar.show(done, all);
                pause(answer);
            }
        }
    }

    private static void pause(CompletableFuture<ObjectNode> answer) {
        try {
            answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted", stopping);
        } catch (ExecutionException | TimeoutException notYet) {
            // A failure is told where the answer is taken.
        }
    }

    private void words(ObjectNode report) {
        boolean several = report.path("servers").size() > 1;
        for (JsonNode each : report.path("differences")) {
            daemon.printer().line(whose(each, several) + each.path("row").asText() + ": " + remedy(each));
        }
        if (several) {
            report.path("servers").forEach(each -> sums(each, whose(each, true)));
        } else {
            sums(report, "");
        }
    }

    private static String whose(JsonNode of, boolean several) {
        return several ? of.path("server").asText() + ": " : "";
    }

    private void sums(JsonNode report, String whose) {
        daemon.printer()
                .line(whose + report.path("read").asText() + " rows read, "
                        + report.path("differing").asText() + " differ, "
                        + report.path("written").asText() + " written, "
                        + report.path("adopted").asText() + " users' features read back");
        if (!report.path("complete").asBoolean()) {
            daemon.printer()
                    .line(
                            whose
                                    + "not complete: Asterisk is away or went away meanwhile, or another companion writes it; 'hotdesk status' says more");
        }
    }

    private static String remedy(JsonNode difference) {
        JsonNode found = difference.path("found");
        return switch (difference.path("remedy").asText()) {
            case "take_over" ->
                (found.isNull() ? "was switched off" : shown(found) + " was set")
                        + " at the phone; the user's record takes it over";
            case "leave" -> shown(found) + " leads nowhere a phone can dial; it is left alone";
            default -> "is " + shown(found) + ", should be " + shown(difference.path("wanted"));
        };
    }

    private static String shown(JsonNode row) {
        return row.isNull() ? "absent" : "'" + row.asText() + "'";
    }
}
