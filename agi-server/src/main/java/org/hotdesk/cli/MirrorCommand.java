package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mirror check|repair}. */
@Command(name = "mirror", description = "Compares Asterisk's astdb with the store.")
final class MirrorCommand extends Group {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Verb daemon;

    MirrorCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Command(description = "Reads every row of ours and lists what differs; exit code 5 when something does.")
    int check(@Mixin JsonOption json) {
        return compare("check", json);
    }

    @Command(description = "The same, and writes what differs anew.")
    int repair(
            @Option(names = "--dry-run", description = "Only shows what would be written.") boolean dryRun,
            @Mixin JsonOption json) {
        return compare(dryRun ? "check" : "repair", json);
    }

    private int compare(String what, JsonOption json) {
        ObjectNode report = daemon.daemon().send("POST", "/v1/mirror/" + what, Json.MAPPER.createObjectNode(), LONG);
        daemon.printer().print(json.wanted(), report, this::words);
        boolean well = report.path("complete").asBoolean()
                && report.path("differing").asLong() <= report.path("written").asLong();
        return (well ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    private void words(ObjectNode report) {
        for (JsonNode each : report.path("differences")) {
            daemon.printer()
                    .line(each.path("row").asText() + ": is " + shown(each.path("found")) + ", should be "
                            + shown(each.path("wanted")));
        }
        daemon.printer()
                .line(report.path("read").asText() + " rows read, "
                        + report.path("differing").asText() + " differ, "
                        + report.path("written").asText() + " written, "
                        + report.path("adopted").asText() + " users' features read back");
        if (!report.path("complete").asBoolean()) {
            daemon.printer().line("not complete: Asterisk is away or went away meanwhile; 'hotdesk status' says more");
        }
    }

    private static String shown(JsonNode row) {
        return row.isNull() ? "absent" : "'" + row.asText() + "'";
    }
}
