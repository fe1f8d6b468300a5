package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code device add|set|show|list|remove}. */
@Command(name = "device", description = "Phones on desks.")
final class DeviceCommand extends Group {
    private static final String PATH = "/v1/devices";

    private final Verb daemon;

    DeviceCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Command(description = "Adds a phone; Asterisk knows it at once. A SIP secret is made unless one is given.")
    int add(@Parameters(paramLabel = "DEVICE") String device, @Mixin DeviceOptions options, @Mixin JsonOption json) {
        ObjectNode added = send("POST", device, options);
        daemon.printer().print(json.wanted(), added, answer -> {
            boolean made = answer.path("secret_made").asBoolean();
            daemon.printer()
                    .line("device " + device + " added" + Printer.reach(answer)
                            + (made ? "; its secret: hotdesk device show " + device + " --secret" : ""));
            warning(answer);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Changes what is given, leaves the rest.")
    int set(@Parameters(paramLabel = "DEVICE") String device, @Mixin DeviceOptions options, @Mixin JsonOption json) {
        ObjectNode changed = send("PATCH", device, options);
        daemon.printer().print(json.wanted(), changed, answer -> {
            daemon.printer().line("device " + device + " changed" + Printer.reach(answer));
            warning(answer);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Shows one phone.")
    int show(
            @Parameters(paramLabel = "DEVICE") String device,
            @Option(names = "--secret", description = "Shows nothing but the SIP secret, in clear.") boolean secret,
            @Mixin JsonOption json) {
        ObjectNode shown = daemon.get(AdminClient.path(PATH, device) + (secret ? "/secret" : ""));
        daemon.printer().print(json.wanted(), shown, answer -> {
            if (secret) {
                daemon.printer().line(answer.path("secret").asText());
            } else {
                daemon.printer().fields(answer);
            }
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Lists all phones.")
    int list(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(PATH), answer -> {
            var table = new Table("DEVICE", "TYPE", "DIAL", "USER", "DEFAULT", "DESCRIPTION", "LOCATION");
            answer.path("devices")
                    .forEach(each -> table.row(
                            Printer.text(each.path("device")),
                            Printer.text(each.path("type")),
                            Printer.text(each.path("dial")),
                            Printer.text(each.path("user")),
                            Printer.text(each.path("default_user")),
                            Printer.text(each.path("description")),
                            Printer.text(each.path("location"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Removes a phone; whoever sits there is logged off.")
    int remove(@Parameters(paramLabel = "DEVICE") String device, @Mixin JsonOption json) {
        ObjectNode removed = daemon.send("DELETE", AdminClient.path(PATH, device), Json.MAPPER.createObjectNode());
        daemon.printer().print(json.wanted(), removed, answer -> daemon.printer()
                .line("device " + device + " removed" + Printer.gone(answer, "user ") + Printer.reach(answer)));
        return ExitCode.OK.number();
    }

    private void warning(ObjectNode answer) {
        if (answer.hasNonNull("warning")) {
            daemon.printer().line("warning: " + answer.path("warning").asText());
        }
    }

    private ObjectNode send(String method, String device, DeviceOptions options) {
        var input = new SecretInput(daemon.context().surroundings());
        return daemon.send(method, AdminClient.path(PATH, device), options.body(method, input));
    }
}
