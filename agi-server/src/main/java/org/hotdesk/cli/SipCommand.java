package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.config.KamailioConfig;
import org.hotdesk.kamailio.KamailioText;
import org.hotdesk.sip.abuse.Fail2banFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sip registrations|show|kick|trace|bans|filter|kamailio|pardon}. */
@Command(name = "sip", description = "Phones that register at Hotdesk's SIP edge, and who is banned there.")
final class SipCommand extends Group {
    private static final String REGISTRATIONS = "/v1/sip/registrations";
    private static final String BANS = "/v1/sip/bans";
    private static final String TRACES = "/v1/sip/traces";
    private static final int WAIT_SECONDS = 25;

    private final Verb daemon;

    SipCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Command(description = "Lists the phones that are registered.")
    int registrations(
            @Option(names = "--device", paramLabel = "DEVICE", description = "Only those of this device.")
                    Optional<String> device,
            @Mixin JsonOption json) {
        String query =
                device.map(number -> "?device=" + AdminClient.encoded(number)).orElse("");
        daemon.printer().print(json.wanted(), daemon.get(REGISTRATIONS + query), this::table);
        return ExitCode.OK.number();
    }

    @Command(description = "Shows one phone: whether it is there, since when, where, and by which contacts.")
    int show(@Parameters(paramLabel = "DEVICE") String device, @Mixin JsonOption json) {
        ObjectNode shown = daemon.get(AdminClient.path(REGISTRATIONS, device));
        daemon.printer().print(json.wanted(), shown, answer -> {
            ObjectNode fields = answer.deepCopy();
            fields.remove("registrations");
            daemon.printer().fields(fields);
            if (!answer.path("registrations").isEmpty()) {
                daemon.printer().line("");
                table(answer);
            }
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Ends all registrations of a phone; it may register again.")
    int kick(@Parameters(paramLabel = "DEVICE") String device, @Mixin JsonOption json) {
        ObjectNode kicked = delete(AdminClient.path(REGISTRATIONS, device));
        daemon.printer().print(json.wanted(), kicked, answer -> daemon.printer()
                .line("device " + device + ": ended " + answer.path("ended").asText()
                        + "; it is unreachable until it registers again"));
        return ExitCode.OK.number();
    }

    @Command(description = "Shows every SIP message to and from phones, secrets masked; ends with Ctrl-C.")
    int trace(
            @Option(names = "--device", paramLabel = "DEVICE", description = "Only those of this device.")
                    Optional<String> device,
            @Option(names = "--lines", paramLabel = "N", description = "Ends after this many lines; 0 for never.")
                    int most) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        device.ifPresent(number -> body.put("device", number));
        String path =
                TRACES + "/" + daemon.send("POST", TRACES, body).path("trace").asLong();
        long shown = 0;
        while (most == 0 || shown < most) {
            ObjectNode fetched = daemon.get(path + "?wait=" + WAIT_SECONDS);
            for (JsonNode line : fetched.path("lines")) {
                if (most == 0 || shown < most) {
                    daemon.printer().line(line.asText());
                    shown++;
                }
            }
            if (fetched.path("lost").asLong() > 0) {
                daemon.printer().line("... " + fetched.path("lost").asLong() + " lines lost: too many at once");
            }
            daemon.context().out().flush();
        }
        delete(path);
        return ExitCode.OK.number();
    }

    @Command(description = "Lists the addresses that are not heard for a while; the log says why.")
    int bans(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(BANS), answer -> {
            var table = new Table("ADDRESS", "STILL FOR", "TIMES");
            answer.path("bans")
                    .forEach(each -> table.row(
                            Printer.text(each.path("source")),
                            Printer.span(
                                    Duration.ofSeconds(each.path("left_seconds").asLong())),
                            Printer.text(each.path("times"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Prints the filter by which fail2ban reads our log; for /etc/fail2ban/filter.d/.")
    int filter() {
        Fail2banFilter.text().lines().forEach(daemon.printer()::line);
        return ExitCode.OK.number();
    }

    @Command(
            description =
                    "Prints kamailio.cfg for a Kamailio instead of the edge, by what the configuration says; needs no daemon.")
    int kamailio(
            @Option(
                            names = "--sql",
                            description = "Prints the statements that give the role kamailio its rights instead.")
                    boolean sql) {
        daemon.context().out().print(sql ? KamailioText.rights() : kamailioConfig());
        return ExitCode.OK.number();
    }

    private String kamailioConfig() {
        HotdeskConfig config = daemon.context().config();
        KamailioConfig kamailio = config.kamailio()
                .orElseThrow(() -> new CliException(
                        ExitCode.FAILED,
                        "there is no Kamailio in the configuration; set sip.kamailio to the address where it listens"));
        return KamailioText.config(kamailio, config.store())
                .orElseThrow(() -> new CliException(
                        ExitCode.FAILED, "store.url names no database, such as jdbc:postgresql://db.example/hotdesk"));
    }

    @Command(description = "Hears a banned address again.")
    int pardon(@Parameters(paramLabel = "ADDRESS") String address, @Mixin JsonOption json) {
        ObjectNode pardoned = delete(AdminClient.path(BANS, address));
        daemon.printer()
                .print(json.wanted(), pardoned, answer -> daemon.printer().line(address + " is heard again"));
        return ExitCode.OK.number();
    }

    private void table(ObjectNode answer) {
        var table = new Table("DEVICE", "ADDRESS", "BY", "AT", "FOR", "EXPIRES", "USER AGENT");
        answer.path("registrations")
                .forEach(each -> table.row(
                        Printer.text(each.path("device")),
                        Printer.text(each.path("address")),
                        Printer.text(each.path("transport")),
                        Printer.text(each.path("registrar")),
                        Printer.since(each.path("since"), now()),
                        Printer.until(each.path("expires"), now()),
                        Printer.text(each.path("user_agent"))));
        daemon.printer().table(table);
    }

    private ObjectNode delete(String path) {
        return daemon.send("DELETE", path, Json.MAPPER.createObjectNode());
    }

    private Instant now() {
        return daemon.context().surroundings().clock().instant();
    }
}
