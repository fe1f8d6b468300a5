package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotdesk.bulk.BulkExport;
import org.hotdesk.bulk.BulkImport;
import org.hotdesk.bulk.BulkImport.Format;
import org.hotdesk.bulk.Kind;
import org.hotdesk.bulk.Source;
import org.hotdesk.store.FileFault;

/** {@code import} and {@code export} of CSV and JSON: by the daemon while it runs, on the store itself while it does not. */
final class BulkTransfer {
    private static final Duration LONG = Duration.ofHours(24);
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final Verb daemon;

    BulkTransfer(Verb daemon) {
        this.daemon = daemon;
    }

    /** The end of a file that could not be opened or written. */
    private static CliException failed(String what, IOException why) {
        return new CliException(ExitCode.FAILED, what + ": " + FileFault.words(why), why);
    }

    int take(Format format, Path path, boolean dryRun, boolean json) {
        List<Path> files = files(format, path);
        var stopped = new StoppedDaemon(daemon.context());
        ObjectNode report;
        try (var bar = new BulkBar(daemon.context().surroundings())) {
            if (stopped.isStopped()) {
                stopped.requireStore();
                var request = new BulkImport.Request(format, sources(files), dryRun);
                report = stopped.withStore(store -> BulkImport.run(
                        request, store.bulk(), daemon.context().config().login().pins(), bar));
            } else {
                AdminClient client = daemon.daemon();
                report = bar.watching(client, () -> client.upload(path(format, files, dryRun), files, LONG));
            }
        }
        boolean secrets = report.path("pins").asInt() + report.path("secrets").asInt() > 0;
        files.stream().filter(file -> secrets && isOpen(file)).forEach(this::warn);
        daemon.printer().print(json, report, this::words);
        return (report.path("problem_count").asInt() == 0 ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private void warn(Path file) {
        daemon.context()
                .surroundings()
                .err()
                .println("warning: secrets came in, and " + file + " can be read by others; chmod 600 " + file);
    }

    private static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException gone) {
            throw failed("cannot look at " + file, gone);
        }
    }

    private static List<Path> files(Format format, Path path) {
        if (format == Format.CSV && Files.isDirectory(path)) {
            try (Stream<Path> inside = Files.list(path)) {
                List<Path> files = inside.filter(
                                file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".csv"))
                        .sorted()
                        .toList();
                if (files.isEmpty()) {
                    throw new CliException(ExitCode.FAILED, "there is no .csv file in " + path);
                }
                files.forEach(NamedFile::requireReadable);
                return files;
            } catch (IOException unreadable) {
                throw failed("cannot read " + path, unreadable);
            }
        }
        NamedFile.requireReadable(path);
        return List.of(path);
    }

    private static List<Source> sources(List<Path> files) {
        List<Source> sources = new ArrayList<>();
        long bytes = 0;
        for (Path file : files) {
            bytes += size(file);
            if (bytes > BulkImport.BYTES_MAX) {
                throw new CliException(
                        ExitCode.FAILED, "more than " + BulkImport.BYTES_MAX + " bytes in all; import them in parts");
            }
            try {
                sources.add(new Source(name(file), Files.readAllBytes(file)));
            } catch (IOException unreadable) {
                throw failed("cannot read " + file, unreadable);
            }
        }
        return sources;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw failed("cannot read " + file, gone);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String path(Format format, List<Path> files, boolean dryRun) {
        List<String> sizes = new ArrayList<>();
        for (Path file : files) {
            sizes.add(name(file) + ":" + size(file));
        }
        return "/v1/import/bulk?format=" + format.name().toLowerCase(Locale.ROOT) + "&dry_run=" + dryRun + "&files="
                + AdminClient.encoded(String.join("/", sizes));
    }

    private void words(ObjectNode report) {
        Printer printer = daemon.printer();
        report.path("problems").forEach(problem -> printer.line(problem.asText()));
        int problems = report.path("problem_count").asInt();
        if (problems > report.path("problems").size()) {
            printer.line("... and " + (problems - report.path("problems").size()) + " more");
        }
        if (problems > 0) {
            printer.line(Printer.count(report.path("problem_count"), "problem") + "; nothing was stored");
            return;
        }
        if (report.path("counts").properties().stream().noneMatch(each -> rows(each.getValue()) > 0)) {
            printer.line("there is no row in it; nothing was stored");
            return;
        }
        for (Map.Entry<String, JsonNode> each : report.path("counts").properties()) {
            JsonNode count = each.getValue();
            if (rows(count) > 0) {
                printer.line("%-10s %s new, %s changed, %s unchanged"
                        .formatted(each.getKey(), count.path("new"), count.path("changed"), count.path("unchanged")));
            }
        }
        printer.line(Printer.count(report.path("pins"), "PIN") + ", "
                + Printer.count(report.path("secrets"), "other secret"));
        printer.line(
                report.path("stored").asBoolean()
                        ? "imported" + Printer.reach(report)
                        : "nothing was stored: a dry run");
    }

    private static int rows(JsonNode count) {
        return count.path("new").asInt()
                + count.path("changed").asInt()
                + count.path("unchanged").asInt();
    }

    /** Into this folder, a file a kind; or one kind to standard output. */
    int giveCsv(String target, Optional<Kind> only, boolean withSecrets) {
        if (target.equals("-") && only.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "one kind at a time goes to standard output: add --only people");
        }
        JsonNode document = document(withSecrets);
        List<Kind> kinds = only.map(List::of).orElseGet(() -> List.of(Kind.values()));
        for (Kind kind : kinds) {
            var text = new StringBuilder();
            try {
                BulkExport.csv(kind, document, withSecrets, text);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            if (target.equals("-")) {
                daemon.context().out().print(text);
            } else {
                write(folder(target).resolve(sheet(kind)), text.toString());
            }
        }
        if (!target.equals("-")) {
            daemon.printer()
                    .line("wrote " + kinds.stream().map(BulkTransfer::sheet).collect(Collectors.joining(", ")) + " to "
                            + target);
        }
        return ExitCode.OK.number();
    }

    private static String sheet(Kind kind) {
        return kind.word() + ".csv";
    }

    /** Into this file, or to standard output. */
    int giveJson(String target, boolean withSecrets) {
        String text = new String(fetched(withSecrets), StandardCharsets.UTF_8);
        if (target.equals("-")) {
            daemon.context().out().print(text);
        } else {
            write(Path.of(target), text);
            daemon.printer().line("wrote " + target);
        }
        return ExitCode.OK.number();
    }

    private JsonNode document(boolean withSecrets) {
        try {
            return Json.MAPPER.readTree(fetched(withSecrets));
        } catch (IOException notOurs) {
            throw failed("what the daemon sent is no JSON", notOurs);
        }
    }

    private byte[] fetched(boolean withSecrets) {
        var out = new ByteArrayOutputStream();
        var stopped = new StoppedDaemon(daemon.context());
        if (stopped.isStopped()) {
            stopped.requireStore();
            return stopped.withStore(store -> {
                try {
                    BulkExport.json(store, withSecrets, out);
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
                return out.toByteArray();
            });
        }
        daemon.daemon()
                .download("/v1/export/bulk?with_secrets=" + withSecrets, LONG, (body, size) -> body.transferTo(out));
        return out.toByteArray();
    }

    private static Path folder(String target) {
        if (Files.isRegularFile(Path.of(target))) {
            throw new CliException(ExitCode.FAILED, target + " is a file; name a folder, which gets a file a kind");
        }
        try {
            return Files.createDirectories(Path.of(target));
        } catch (IOException denied) {
            throw failed("cannot make the folder " + target, denied);
        }
    }

    /** With mode 0600, whole or not at all. */
    private static void write(Path file, String text) {
        try {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            Path fresh = Files.createTempFile(
                    folder,
                    ".hotdesk-export",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException denied) {
            throw failed("cannot write " + file, denied);
        }
    }
}
