package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.hotdesk.config.ConfigProblem;
import org.hotdesk.doctor.Doctor;
import org.hotdesk.doctor.Finding;
import org.hotdesk.doctor.Finding.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: exit code 0 when all is well, 1 with a warning, 2 with a fault. */
@Command(
        name = "doctor",
        description = "Looks at everything and says of each fault how to mend it; exit code 0 when all is well,"
                + " 1 with warnings, 2 with faults.")
final class DoctorCommand extends Verb implements Callable<Integer> {
    private static final List<Path> UNITS =
            List.of(Path.of("/etc/systemd/system/hotdesk.service"), Path.of("/lib/systemd/system/hotdesk.service"));
    /** With more devices and users than this the mirror's own count is believed: reading every row takes a while then. */
    private static final long COMPARED_MOST = 10_000;

    private static final Duration COMPARING = Duration.ofMinutes(1);
    private static final Path FILTERS = Path.of("/etc/fail2ban/filter.d");

    @Option(
            names = {"-q", "--quiet"},
            description = "Leaves out what is well.")
    private boolean quiet;

    @Mixin
    private JsonOption json = new JsonOption();

    DoctorCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Finding> findings = context().isConfigured() ? examined() : List.of(unconfigured());
        ObjectNode report = Json.MAPPER.createObjectNode();
        var lines = report.putArray("findings");
        findings.stream()
                .filter(finding -> !quiet || finding.level() != Level.OK)
                .forEach(finding -> lines.addObject()
                        .put("level", finding.level().literal())
                        .put("check", finding.check())
                        .put("what", finding.what())
                        .put("mend", finding.mend()));
        printer().print(json.wanted(), report, this::words);
        return has(findings, Level.FAIL) ? 2 : has(findings, Level.WARN) ? 1 : 0;
    }

    private List<Finding> examined() {
        return context()
                .reading()
                .fold(
                        accepted -> Doctor.examine(accepted.config(), around(), this::daemonTells),
                        refused -> refused.problems().stream()
                                .map(DoctorCommand::misconfigured)
                                .toList());
    }

    private static boolean has(List<Finding> findings, Level level) {
        return findings.stream().anyMatch(finding -> finding.level() == level);
    }

    private Doctor.Surroundings around() {
        return new Doctor.Surroundings(
                context().configFile().toAbsolutePath().normalize(),
                UNITS,
                FILTERS,
                Version.text(),
                context().surroundings().clock());
    }

    private Finding unconfigured() {
        return new Finding(Level.FAIL, "configuration", "no " + context().configFile(), "hotdesk init; all else waits");
    }

    private static Finding misconfigured(ConfigProblem problem) {
        return new Finding(
                Level.FAIL,
                "configuration",
                problem.toString(),
                "put it right, then hotdesk config check; all else waits");
    }

    private void daemonTells(Consumer<JsonNode> status, Consumer<String> down) {
        try {
            ObjectNode said = get("/v1/status");
            long things = said.path("store").path("devices").asLong()
                    + said.path("store").path("users").asLong();
            if (things <= COMPARED_MOST) {
                compare(said);
            }
            status.accept(said);
        } catch (CliException nobody) {
            down.accept(String.valueOf(nobody.getMessage()));
        }
    }

    /** Adds what a look at every row found; nothing where that took too long, which the mirror's own count stands in for. */
    private void compare(ObjectNode status) {
        try {
            status.set("check", daemon().send("POST", "/v1/mirror/check", Json.MAPPER.createObjectNode(), COMPARING));
        } catch (CliException tooLong) {
            status.putNull("check");
        }
    }

    private void words(ObjectNode report) {
        for (JsonNode each : report.path("findings")) {
            printer()
                    .line("%-5s %-18s %s"
                            .formatted(
                                    each.path("level").asText(),
                                    each.path("check").asText(),
                                    each.path("what").asText()));
            String mend = each.path("mend").asText();
            if (!mend.isEmpty()) {
                printer().line(" ".repeat(25) + "-> " + mend);
            }
        }
    }
}
