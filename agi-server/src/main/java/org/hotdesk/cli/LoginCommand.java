package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code login}: puts a user at a device, as the operator, so without a PIN. */
@Command(name = "login", description = "Puts a user at a phone, whoever sat there before.")
final class LoginCommand extends Verb implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "USER")
    private String user = "";

    @Parameters(index = "1", paramLabel = "DEVICE")
    private String device = "";

    @Mixin
    private JsonOption json = new JsonOption();

    LoginCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("device", device)
                .put("user", user)
                .put("how", "cli");
        printer().print(json.wanted(), send("POST", "/v1/login", body), answer -> {
            boolean was = answer.path("result").asText().equals("already_here");
            printer()
                    .line("user " + user + (was ? " sits at device " : " now sits at device ") + device
                            + (was ? " already" : displaced(answer) + left(answer) + Printer.reach(answer)));
        });
        return ExitCode.OK.number();
    }

    private static String left(ObjectNode answer) {
        String devices = Printer.text(answer.path("left"));
        return devices.isEmpty() ? "" : ", and no longer at device " + devices;
    }

    private static String displaced(ObjectNode answer) {
        String before = Printer.text(answer.path("displaced"));
        return before.isEmpty() ? "" : ", where user " + before + " sat before";
    }
}
