package org.hotdesk.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.hotdesk.bulk.Kind;
import org.hotdesk.freepbx.ShowText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export freepbx}, {@code export csv}, {@code export json}. */
@Command(name = "export", description = "Gives people, devices and more to another system or into files.")
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

    @Command(
            description = "Writes people, mailboxes, users, devices, aliases and phones as sheets, a file a kind with"
                    + " mode 0600; 'import csv' reads them back. PINs are not in it.")
    int csv(
            @Parameters(paramLabel = "DIR|-") String target,
            @Option(names = "--only", paramLabel = "KIND", description = "people, mailboxes, users, and so on.")
                    @Nullable
                    String only,
            @Mixin SecretsOption secrets) {
        Optional<Kind> kind = Optional.ofNullable(only).map(word -> Kind.parse(word)
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE, "--only is one of people, mailboxes, users, devices, aliases and phones")));
        return new BulkTransfer(daemon).giveCsv(target, kind, secrets.wanted);
    }

    @Command(description = "The same as one JSON file with mode 0600, or to standard output.")
    int json(@Parameters(paramLabel = "FILE|-") String target, @Mixin SecretsOption secrets) {
        return new BulkTransfer(daemon).giveJson(target, secrets.wanted);
    }

    /** Whether secrets go out. */
    static final class SecretsOption {
        @Option(names = "--with-secrets", description = "With SIP secrets and mailbox passwords, in clear.")
        private boolean wanted;
    }

    private void print(InputStream body) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            daemon.context().out().println(line);
        }
    }
}
