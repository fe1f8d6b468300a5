package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logoff}: empties a device, or takes a user off every device. */
@Command(name = "logoff", description = "Logs off a phone, or a user everywhere.")
final class LogoffCommand extends Verb implements Callable<Integer> {
    /** Exactly one of them. */
    static final class Whom {
        private final ObjectNode body = Json.MAPPER.createObjectNode();

        @Parameters(paramLabel = "DEVICE", description = "The phone to log off.")
        void device(String number) {
            body.put("device", number);
        }

        @Option(names = "--user", paramLabel = "USER", description = "The user to log off everywhere.")
        void user(String number) {
            body.put("user", number);
        }
    }

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    @Mixin
    private JsonOption json = new JsonOption();

    LogoffCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        whom.body.put("how", "cli");
        printer().print(json.wanted(), send("POST", "/v1/logoff", whom.body), answer -> {
            if (answer.path("results").isEmpty()) {
                printer().line("user " + whom.body.path("user").asText() + " is logged in nowhere");
            }
            answer.path("results").forEach(each -> printer().line(words(each)));
        });
        return ExitCode.OK.number();
    }

    private static String words(JsonNode result) {
        String device = "device " + result.path("device").asText();
        String user = Printer.text(result.path("user"));
        return switch (result.path("result").asText()) {
            case "logged_off" -> device + " is nobody's now" + Printer.reach(result);
            case "back_to_default" -> device + " is back to its default user " + user + Printer.reach(result);
            default ->
                device + (user.isEmpty() ? " was nobody's already" : " is at its default user " + user + " already");
        };
    }
}
