package org.hotdesk.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hotdesk.freepbx.ShowText;
import picocli.CommandLine.Command;

/** {@code export freepbx}. */
@Command(name = "export", description = "Gives devices and users to another system.")
final class ExportCommand extends Group {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Verb daemon;

    ExportCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Command(
            description = "Prints FreePBX's astdb keys as 'database show' does; 'import freepbx --astdb' reads it back."
                    + " PINs are not in it.")
    int freepbx() {
        var stopped = new StoppedDaemon(daemon.context());
        if (stopped.isStopped()) {
            String text = stopped.withStore(store -> ShowText.of(store.floor()));
            daemon.context().out().print(text);
        } else {
            daemon.daemon().download("/v1/export/freepbx", LONG, (body, size) -> print(body));
        }
        return ExitCode.OK.number();
    }

    private void print(InputStream body) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            daemon.context().out().println(line);
        }
    }
}
