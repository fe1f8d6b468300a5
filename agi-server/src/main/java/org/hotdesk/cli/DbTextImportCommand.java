package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.dbtext.DbTextException;
import org.hotdesk.dbtext.DbTextImport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import dbtext}. */
@Command(
        name = "dbtext",
        description = "From SER's or Kamailio's text files subscriber and aliases; reports what is kept, changed and"
                + " dropped. All or nothing.")
final class DbTextImportCommand implements Callable<Integer> {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Verb daemon;

    @Parameters(paramLabel = "DIR", description = "The folder with the files.")
    @Nullable
    private Path folder;

    @Option(names = "--dry-run", description = "Only reports; stores nothing.")
    private boolean dryRun;

    @Option(names = "--overwrite", description = "Replaces secrets and aliases that are here already.")
    private boolean overwrite;

    @Mixin
    private JsonOption json = new JsonOption();

    DbTextImportCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Override
    public Integer call() {
        List<Path> files = DbTextImport.FILES.stream()
                .map(name -> Path.of(String.valueOf(folder), name))
                .filter(Files::isRegularFile)
                .toList();
        if (files.isEmpty()) {
            throw new CliException(
                    ExitCode.FAILED, folder + " has none of the files " + String.join(", ", DbTextImport.FILES));
        }
        ObjectNode report = report(files);
        daemon.printer().print(json.wanted(), report, this::words);
        return (report.path("obstacles").isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private ObjectNode report(List<Path> files) {
        var stopped = new StoppedDaemon(daemon.context());
        try {
            if (!stopped.isStopped()) {
                return daemon.daemon().upload(path(files), files, LONG);
            }
            Map<String, String> texts = new LinkedHashMap<>();
            for (Path file : files) {
                texts.put(name(file), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
            HotdeskConfig config = daemon.context().config();
            boolean edge = config.sip().isPresent() || config.kamailio().isPresent();
            var asked = new DbTextImport.Request(texts, overwrite, dryRun, edge);
            return stopped.withStore(store -> DbTextImport.run(asked, store));
        } catch (DbTextException broken) {
            throw new CliException(ExitCode.FAILED, String.valueOf(broken.getMessage()), broken);
        } catch (IOException unreadable) {
            throw new CliException(ExitCode.FAILED, "cannot read " + unreadable.getMessage(), unreadable);
        }
    }

    private String path(List<Path> files) throws IOException {
        List<String> query = new ArrayList<>();
        for (Path file : files) {
            query.add(name(file) + "=" + Files.size(file));
        }
        return "/v1/import/dbtext?" + String.join("&", query) + "&dry_run=" + dryRun + "&overwrite=" + overwrite;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private void words(ObjectNode report) {
        Printer printer = daemon.printer();
        report.path("warnings").forEach(warning -> printer.line("warning: " + warning.asText()));
        report.path("report").forEach(line -> {
            String why = line.path("why").asText();
            printer.line("%-8s".formatted(line.path("fate").asText())
                    + line.path("object").asText() + " " + line.path("field").asText() + ": "
                    + line.path("what").asText() + (why.isEmpty() ? "" : " (" + why + ")"));
        });
        printer.line(Printer.count(report.path("devices"), "new device") + ", "
                + Printer.count(report.path("secrets_sealed"), "secret") + ", "
                + report.path("aliases").asText() + " new aliases");
        report.path("obstacles").forEach(obstacle -> printer.line("cannot: " + obstacle.asText()));
        printer.line(
                report.path("stored").asBoolean()
                        ? "imported" + Printer.reach(report)
                        : "nothing was stored" + (report.path("obstacles").isEmpty() ? ": a dry run" : ""));
    }
}
