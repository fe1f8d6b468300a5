package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watch}: the floor as it is, drawn again at every change; or one line of JSON for each. */
@Command(name = "watch", description = "Shows the floor and keeps showing it as it changes; ends with Ctrl-C.")
final class WatchCommand extends Verb implements Callable<Integer> {
    private static final int WAIT_SECONDS = 25;
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(names = "--times", paramLabel = "N", description = "Ends after this many pictures; 0 for never.")
    private int times;

    @Mixin
    private JsonOption json = new JsonOption();

    WatchCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        AdminClient daemon = daemon();
        long known = 0;
        for (int shown = 0; times == 0 || shown < times; ) {
            ObjectNode floor = daemon.get("/v1/floor?after=" + known + "&wait=" + WAIT_SECONDS);
            long version = floor.path("version").asLong();
            if (version != known) {
                known = version;
                shown++;
                show(floor);
            }
        }
        return ExitCode.OK.number();
    }

    private void show(ObjectNode floor) {
        PrintWriter out = context().out();
        if (json.wanted()) {
            out.println(Json.line(floor));
            return;
        }
        if (context().surroundings().terminal().isPresent()) {
            out.print(CLEAR);
        }
        var table = new Table("DEVICE", "DESCRIPTION", "USER", "NAME", "FOR", "HOW");
        int taken = 0;
        for (JsonNode desk : floor.path("devices")) {
            taken += desk.has("user") ? 1 : 0;
            table.row(
                    Printer.text(desk.path("device")),
                    Printer.text(desk.path("description")),
                    Printer.text(desk.path("user")),
                    Printer.text(desk.path("name")),
                    Printer.since(
                            desk.path("began"), context().surroundings().clock().instant()),
                    Printer.text(desk.path("how")));
        }
        printer().table(table);
        printer().line(taken + " of " + floor.path("devices").size() + " phones taken");
    }
}
