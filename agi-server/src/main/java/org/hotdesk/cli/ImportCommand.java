package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.bulk.BulkImport;
import org.hotdesk.freepbx.DumpException;
import org.hotdesk.freepbx.FreePbxImport;
import org.hotdesk.model.Floor;
import org.hotdesk.rules.Admission;
import org.hotdesk.store.FileFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import freepbx}, {@code import csv}, {@code import json}. */
@Command(name = "import", description = "Takes people, devices and more over from another system or from files.")
final class ImportCommand extends Group {
    private static final Duration LONG = Duration.ofHours(2);

    private final Verb daemon;

    ImportCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    /** What is to be read, and how. */
    static final class Options {
        @Option(
                names = "--astdb",
                paramLabel = "FILE",
                description =
                        "What 'asterisk -rx \"database show\"' printed: who sits where, and what phones switched.")
        @Nullable
        Path astdb;

        @Option(
                names = "--mysql",
                paramLabel = "FILE",
                description = "What 'mysqldump asterisk users devices sip' wrote: SIP secrets and descriptions.")
        @Nullable
        Path mysql;

        @Option(names = "--dry-run", description = "Only reports; stores nothing. Needs neither daemon nor store.")
        boolean dryRun;

        @Option(names = "--overwrite", description = "Replaces devices and users that are here already.")
        boolean overwrite;

        @Option(names = "--all", description = "Reports every value, those that stay as they are too.")
        boolean all;

        FreePbxImport.Request request() {
            return new FreePbxImport.Request(
                    Optional.ofNullable(astdb), Optional.ofNullable(mysql), overwrite, dryRun, all);
        }
    }

    /** How sheets are taken. */
    static final class BulkOptions {
        @Option(names = "--dry-run", description = "Only checks and counts; stores nothing.")
        private boolean dryRun;
    }

    @Command(
            description =
                    "From FreePBX's astdb and MySQL dumps; reports what is kept, changed and dropped. All or nothing.")
    int freepbx(@Mixin Options options, @Mixin JsonOption json) {
        FreePbxImport.Request request = options.request();
        List<Path> files = new ArrayList<>();
        request.astdb().ifPresent(files::add);
        request.mysql().ifPresent(files::add);
        if (files.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "say what to read: --astdb FILE, --mysql FILE, or both");
        }
        files.forEach(NamedFile::requireReadable);
        ObjectNode report = report(request, files);
        daemon.printer().print(json.wanted(), report, this::words);
        return (report.path("obstacles").isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    @Command(
            description = "People, mailboxes, users, devices, aliases and phones from a sheet, or a folder of them."
                    + " Adds and changes, removes nothing; all or nothing.")
    int csv(@Parameters(paramLabel = "FILE|DIR") Path path, @Mixin BulkOptions options, @Mixin JsonOption json) {
        return new BulkTransfer(daemon).take(BulkImport.Format.CSV, path, options.dryRun, json.wanted());
    }

    @Command(description = "The same from one JSON file, as 'export json' writes it. All or nothing.")
    int json(@Parameters(paramLabel = "FILE") Path file, @Mixin BulkOptions options, @Mixin JsonOption json) {
        return new BulkTransfer(daemon).take(BulkImport.Format.JSON, file, options.dryRun, json.wanted());
    }

    private ObjectNode report(FreePbxImport.Request request, List<Path> files) {
        var stopped = new StoppedDaemon(daemon.context());
        if (!stopped.isStopped()) {
            return daemon.daemon().upload(path(request, files), files, LONG);
        }
        if (request.dryRun() && !stopped.hasStore()) {
            return local(request, Floor.EMPTY, (delivery, hashed) -> {
                throw new IllegalStateException("a dry run stores nothing");
            });
        }
        return stopped.withStore(store -> local(request, store.floor(), store.intake()::take));
    }

    private static ObjectNode local(FreePbxImport.Request request, Floor here, FreePbxImport.Taking taking) {
        try {
            return FreePbxImport.run(request, here, taking);
        } catch (DumpException broken) {
            throw new CliException(ExitCode.FAILED, String.valueOf(broken.getMessage()), broken);
        } catch (IOException unreadable) {
            throw new CliException(ExitCode.FAILED, "cannot read the dump: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String path(FreePbxImport.Request request, List<Path> files) {
        try {
            long astdb = request.astdb().isPresent() ? Files.size(files.get(0)) : 0;
            return "/v1/import/freepbx?astdb=" + astdb + "&dry_run=" + request.dryRun() + "&overwrite="
                    + request.overwrite() + "&all=" + request.all();
        } catch (IOException unreadable) {
            throw new CliException(
                    ExitCode.FAILED, "cannot read " + files.get(0) + ": " + FileFault.words(unreadable), unreadable);
        }
    }

    private void words(ObjectNode report) {
        Printer printer = daemon.printer();
        grouped(report.path("report")).forEach((line, things) -> printer.line(line.formatted(Admission.some(things))));
        ObjectNode values = (ObjectNode) report.path("values");
        printer.line(Printer.count(report.path("devices"), "device") + ", "
                + Printer.count(report.path("users"), "user")
                + ", " + Printer.count(report.path("sessions"), "session") + "; of the values "
                + values.path("kept") + " kept, " + values.path("changed") + " changed, " + values.path("added")
                + " added, " + values.path("dropped") + " dropped, " + values.path("left") + " left where they are");
        printer.line(Printer.count(report.path("pins_hashed"), "PIN") + " hashed, "
                + Printer.count(report.path("secrets_sealed"), "SIP secret") + " sealed");
        missing(
                printer,
                report.path("without_pin"),
                "without a PIN, so nobody logs in as user ",
                "user set USER --pin");
        missing(
                printer,
                report.path("weak_pins"),
                "with a PIN that is too easy to guess, taken over all the same, user ",
                "user set USER --pin");
        missing(
                printer,
                report.path("without_secret"),
                "without a SIP secret in these dumps, device ",
                "device set DEVICE --secret");
        report.path("obstacles").forEach(obstacle -> printer.line("cannot: " + obstacle.asText()));
        printer.line(
                report.path("stored").asBoolean()
                        ? "imported" + Printer.reach(report)
                        : "nothing was stored" + (report.path("obstacles").isEmpty() ? ": a dry run" : ""));
    }

    private static void missing(Printer printer, JsonNode numbers, String what, String command) {
        if (!numbers.isEmpty()) {
            List<String> all = new ArrayList<>();
            numbers.forEach(number -> all.add(number.asText()));
            printer.line(what + Admission.some(all) + "; 'hotdesk " + command + "' gives one");
        }
    }

    /** Lines that differ in the thing alone become one, with a place for the things. */
    private static Map<String, List<String>> grouped(JsonNode lines) {
        Map<String, List<String>> grouped = new LinkedHashMap<>();
        for (JsonNode line : lines) {
            boolean left = line.path("fate").asText().equals("left");
            String why = line.path("why").asText();
            String text = "%-8s".formatted(line.path("fate").asText())
                    + "%s "
                    + escaped(line.path("field").asText()
                            + (left ? "" : ": " + line.path("what").asText())
                            + (why.isEmpty() ? "" : " (" + why + ")"));
            List<String> things = grouped.computeIfAbsent(text, fresh -> new ArrayList<>());
            if (!left || things.isEmpty()) {
                things.add(line.path("object").asText());
            }
        }
        return grouped;
    }

    private static String escaped(String text) {
        return text.replace("%", "%%");
    }
}
