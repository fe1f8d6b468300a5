package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why}: what became of a call, or what would become of one. */
@Command(
        name = "why",
        description = "Says in plain words why a call went as it did, by its unique id or by a number in it;"
                + " with --device, what would become of a call from there.")
final class WhyCommand extends Verb implements Callable<Integer> {
    @Parameters(paramLabel = "CALL|NUMBER")
    private String subject = "";

    @Option(names = "--device", paramLabel = "DEVICE", description = "The phone that would dial the number.")
    private String device = "";

    @Option(names = "--most", paramLabel = "N", defaultValue = "3", description = "Calls to tell of; preset 3.")
    private int most;

    @Mixin
    private JsonOption json = new JsonOption();

    WhyCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (subject.isBlank() || most < 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    subject.isBlank() ? "say a call's unique id or a number" : "--most must be at least 1");
        }
        return device.isEmpty() ? told() : predicted();
    }

    private int predicted() {
        String path =
                "/v1/prediction?device=" + AdminClient.encoded(device) + "&number=" + AdminClient.encoded(subject);
        printer().print(json.wanted(), get(path), answer -> {
            printer().line("If device " + device + " dials " + subject + " now:");
            story(answer);
        });
        return ExitCode.OK.number();
    }

    private int told() {
        ObjectNode answer = get("/v1/calls?match=" + AdminClient.encoded(subject) + "&most=" + most);
        if (answer.path("calls").isEmpty() && !json.wanted()) {
            throw new CliException(
                    ExitCode.FAILED,
                    "no call with " + subject + " was answered by Hotdesk lately: it is older, or went by the"
                            + " DB() road, or Hotdesk was asked nothing for it");
        }
        printer().print(json.wanted(), answer, calls -> calls.path("calls").forEach(this::call));
        return ExitCode.OK.number();
    }

    private void call(JsonNode call) {
        String when = Printer.time(call.path("when"));
        printer()
                .line("Call " + call.path("call").asText() + " at " + when + ", "
                        + call.path("kind").asText() + ", by the FastAGI road:");
        story(call);
    }

    private void story(JsonNode told) {
        told.path("story").forEach(line -> printer().line("  " + line.asText()));
    }
}
