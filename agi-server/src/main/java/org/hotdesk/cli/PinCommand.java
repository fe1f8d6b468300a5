package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pin locks|unlock}. */
@Command(name = "pin", description = "Wrong PINs: who is locked out, and letting them try again.")
final class PinCommand extends Group {
    private final Verb daemon;

    PinCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    /** Whose wrong PINs to forget. */
    static final class Whose {
        @Option(names = "--user", paramLabel = "USER", description = "Those for this user, wherever they were typed.")
        private Optional<String> user = Optional.empty();

        @Option(names = "--device", paramLabel = "DEVICE", description = "Those typed at this device.")
        private Optional<String> device = Optional.empty();
    }

    @Command(description = "Lists whom wrong PINs count against, and until when they are locked.")
    int locks(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get("/v1/pin/locks"), answer -> {
            var table = new Table("DEVICE", "USER", "WRONG", "LOCKED UNTIL");
            answer.path("locks")
                    .forEach(each -> table.row(
                            Printer.text(each.path("device")),
                            Printer.text(each.path("user")),
                            Printer.text(each.path("wrong")),
                            Printer.time(each.path("until"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Forgets wrong PINs, so that the next one is heard.")
    int unlock(@ArgGroup(exclusive = false, multiplicity = "1") Whose whose, @Mixin JsonOption json) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        whose.user.ifPresent(number -> body.put("user", number));
        whose.device.ifPresent(number -> body.put("device", number));
        daemon.printer().print(json.wanted(), daemon.send("POST", "/v1/pin/unlock", body), answer -> daemon.printer()
                .line(answer.path("unlocked").asInt() == 0 ? "there was nothing to forget" : "unlocked"));
        return ExitCode.OK.number();
    }
}
