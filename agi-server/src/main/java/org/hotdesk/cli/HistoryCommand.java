package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history}: who sat where, and who was refused. */
@Command(name = "history", description = "Lists sessions that are over and logins that were refused, the newest first.")
final class HistoryCommand extends Verb implements Callable<Integer> {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,5})([mhd])");
    private static final List<String> COLUMNS =
            List.of("what", "device", "user", "began", "ended", "why", "how", "times");

    @Option(names = "--user", paramLabel = "USER", description = "Only what concerns this user.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--device", paramLabel = "DEVICE", description = "Only what happened at this device.")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what was not over before: 8h, 30m, 7d ago, 2026-11-20 or 2026-11-20T08:00.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--most", paramLabel = "N", description = "The newest N sessions and as many refusals; 100 else.")
    private int most = 100;

    @ArgGroup
    private Form form = new Form();

    /** How it is printed. */
    static final class Form {
        @Option(names = "--json", description = "Prints JSON, for programs.")
        private boolean json;

        @Option(names = "--csv", description = "Prints comma-separated values under a heading, for spreadsheets.")
        private boolean csv;
    }

    HistoryCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (most < 1) {
            throw new CliException(ExitCode.USAGE, "--most must be at least 1");
        }
        var path = new StringBuilder("/v1/history?most=" + most);
        user.ifPresent(number -> path.append("&user=").append(AdminClient.encoded(number)));
        device.ifPresent(number -> path.append("&device=").append(AdminClient.encoded(number)));
        since.ifPresent(text ->
                path.append("&since=").append(AdminClient.encoded(instant(text).toString())));
        ObjectNode history = get(path.toString());
        if (form.csv) {
            printer().line(String.join(",", COLUMNS));
            // No value has a comma or a quote: numbers, times and words.
            rows(history).forEach(row -> printer()
                    .line(COLUMNS.stream()
                            .map(column -> Printer.text(row.path(column)))
                            .collect(Collectors.joining(","))));
            return ExitCode.OK.number();
        }
        printer().print(form.json, history, answer -> {
            var table = new Table("WHAT", "DEVICE", "USER", "BEGAN", "ENDED", "WHY", "TIMES");
            rows(answer)
                    .forEach(row -> table.row(
                            Printer.text(row.path("what")),
                            Printer.text(row.path("device")),
                            Printer.text(row.path("user")),
                            Printer.time(row.path("began")),
                            Printer.time(row.path("ended")),
                            Printer.text(row.path("why")),
                            Printer.text(row.path("times"))));
            printer().table(table);
        });
        return ExitCode.OK.number();
    }

    /** Sessions and refusals together, in the order of their end. */
    private static List<ObjectNode> rows(ObjectNode history) {
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode session : history.path("sessions")) {
            ObjectNode row = session.deepCopy();
            rows.add(row.put("what", "session"));
        }
        for (JsonNode refusal : history.path("refusals")) {
            ObjectNode row = refusal.deepCopy();
            row.set("ended", row.remove("last"));
            rows.add(row.put("what", "refusal"));
        }
        rows.sort(Comparator.comparing(
                        (ObjectNode row) -> Instant.parse(row.path("ended").asText()))
                .reversed());
        return rows;
    }

    private Instant instant(String text) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            Duration span =
                    switch (ago.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    };
            return context().surroundings().clock().instant().minus(span);
        }
        ZoneId here = ZoneId.systemDefault();
        try {
            return text.contains("T")
                    ? LocalDateTime.parse(text).atZone(here).toInstant()
                    : LocalDate.parse(text).atStartOfDay(here).toInstant();
        } catch (DateTimeException wrong) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--since is a span such as 8h or 7d, a date such as 2026-11-20, or a time such as"
                            + " 2026-11-20T08:00");
        }
    }
}
