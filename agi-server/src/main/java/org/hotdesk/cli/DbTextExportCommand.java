package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hotdesk.dbtext.DbTextExport;
import org.hotdesk.dbtext.DbTextImport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code export dbtext}. */
@Command(
        name = "dbtext",
        description =
                "Writes devices with a secret and aliases as SER's text files, readable for you alone: the secrets"
                        + " stand in them.")
final class DbTextExportCommand implements Callable<Integer> {
    private final Verb daemon;

    @Parameters(paramLabel = "DIR", description = "The folder to write to; made when missing.")
    @Nullable
    private Path folder;

    DbTextExportCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Override
    public Integer call() {
        var stopped = new StoppedDaemon(daemon.context());
        Map<String, String> files = stopped.isStopped() ? stopped.withStore(DbTextExport::files) : fetched();
        Path into = Path.of(String.valueOf(folder));
        try {
            Files.createDirectories(into);
            for (Map.Entry<String, String> file : files.entrySet()) {
                // The temporary file is its owner's alone from the beginning.
                Path making = Files.createTempFile(into, file.getKey(), ".making");
                Files.write(making, file.getValue().getBytes(StandardCharsets.UTF_8));
                Files.move(making, into.resolve(file.getKey()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException denied) {
            throw new CliException(ExitCode.FAILED, "cannot write to " + into + ": " + denied.getMessage(), denied);
        }
        daemon.printer().line("wrote " + String.join(", ", files.keySet()) + " to " + into);
        return ExitCode.OK.number();
    }

    private Map<String, String> fetched() {
        Map<String, String> files = new LinkedHashMap<>();
        ObjectNode answer = daemon.get("/v1/export/dbtext");
        DbTextImport.FILES.forEach(name -> files.put(name, answer.path(name).asText()));
        return files;
    }
}
