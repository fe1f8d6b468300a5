package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hotdesk.backup.RestoreJson;
import org.hotdesk.store.BackupException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: by the daemon while it runs, on the store itself while it does not. */
@Command(
        name = "restore",
        description = "Makes the store what it was at a backup; the file is verified before anything changes, and"
                + " Asterisk is brought in line with it.")
final class RestoreCommand extends Verb implements Callable<Integer> {
    private static final Duration LONG = Duration.ofHours(1);

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Only says what would change.")
    private boolean dryRun;

    @Mixin
    private JsonOption json = new JsonOption();

    RestoreCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        NamedFile.requireReadable(file);
        var stopped = new StoppedDaemon(context());
        ObjectNode report = stopped.isStopped()
                ? stopped.withStore(store -> {
                    try {
                        return RestoreJson.of(store.backups().restore(file, dryRun));
                    } catch (BackupException broken) {
                        throw new CliException(ExitCode.FAILED, String.valueOf(broken.getMessage()), broken);
                    }
                })
                : daemon().upload(
                                "/v1/restore?dry_run=" + dryRun + "&file=" + AdminClient.encoded(file.toString()),
                                List.of(file),
                                LONG);
        printer().print(json.wanted(), report, this::words);
        return ExitCode.OK.number();
    }

    private void words(ObjectNode report) {
        boolean changed = false;
        for (Map.Entry<String, JsonNode> part : report.path("parts").properties()) {
            JsonNode count = part.getValue();
            if (count.path("added").asLong()
                            + count.path("changed").asLong()
                            + count.path("removed").asLong()
                    > 0) {
                changed = true;
                printer()
                        .line("%-16s %s added, %s changed, %s removed"
                                .formatted(
                                        part.getKey(),
                                        count.path("added"),
                                        count.path("changed"),
                                        count.path("removed")));
            }
        }
        report.path("warnings").forEach(warning -> printer().line("warning: " + warning.asText()));
        String backup = "the backup of " + Printer.time(report.path("written"));
        boolean restored = report.path("restored").asBoolean();
        printer()
                .line(
                        !changed
                                ? "nothing to do: the store is as in " + backup
                                : restored
                                        ? "restored to " + backup + Printer.reach(report)
                                        : "nothing was changed: a dry run of " + backup);
    }
}
