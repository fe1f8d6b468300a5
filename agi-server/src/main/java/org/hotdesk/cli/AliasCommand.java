package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alias add|list|remove}. */
@Command(name = "alias", description = "Other names of phones and people in SIP, such as the number others dial.")
final class AliasCommand extends Group {
    private static final String PATH = "/v1/aliases";

    private final Verb daemon;

    AliasCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    /** To whom an alias leads: one of both. */
    static final class Target {
        @Option(names = "--device", paramLabel = "DEVICE", description = "Leads to this phone.")
        private String device = "";

        @Option(names = "--user", paramLabel = "USER", description = "Leads to this person.")
        private String user = "";
    }

    @Command(description = "Adds an alias: 1 to 64 letters, digits or + . _ -")
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @ArgGroup(multiplicity = "1") Target target,
            @Mixin JsonOption json) {
        boolean toDevice = !target.device.isEmpty();
        String number = toDevice ? target.device : target.user;
        ObjectNode body = Json.MAPPER.createObjectNode().put(toDevice ? "device" : "user", number);
        ObjectNode added = daemon.send("POST", AdminClient.path(PATH, name), body);
        daemon.printer().print(json.wanted(), added, answer -> daemon.printer()
                .line("alias " + name + " leads to " + (toDevice ? "device " : "user ") + number));
        return ExitCode.OK.number();
    }

    @Command(description = "Lists all aliases.")
    int list(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(PATH), answer -> {
            var table = new Table("ALIAS", "DEVICE", "USER");
            answer.path("aliases")
                    .forEach(each -> table.row(
                            Printer.text(each.path("alias")),
                            Printer.text(each.path("device")),
                            Printer.text(each.path("user"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Removes an alias; whom it led to stays.")
    int remove(@Parameters(paramLabel = "NAME") String name, @Mixin JsonOption json) {
        ObjectNode removed = daemon.send("DELETE", AdminClient.path(PATH, name), Json.MAPPER.createObjectNode());
        daemon.printer()
                .print(json.wanted(), removed, answer -> daemon.printer().line("alias " + name + " removed"));
        return ExitCode.OK.number();
    }
}
