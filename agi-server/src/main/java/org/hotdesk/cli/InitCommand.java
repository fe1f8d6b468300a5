package org.hotdesk.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotdesk.config.ConfigProblem;
import org.hotdesk.config.ConfigReader;
import org.hotdesk.config.ConfigReading;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.init.AsteriskFolder;
import org.hotdesk.init.InitException;
import org.hotdesk.init.InitPlan;
import org.hotdesk.init.Initializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code init}: makes Hotdesk's configuration and the pieces an Asterisk needs, after showing them; or takes them out again. */
@Command(
        name = "init",
        description = "Sets an Asterisk up for Hotdesk: shows what it would write, asks, writes. --undo takes it back.")
final class InitCommand implements Runnable {
    private static final int SECRET_BYTES = 24;
    private static final int OLDEST = 13;
    private static final int LINES_SHOWN = 20;
    private static final Path STANDARD = Path.of("/etc/asterisk");

    private final CliContext context;

    @Option(
            names = "--asterisk",
            paramLabel = "DIR",
            description = "Asterisk's configuration folder (the configuration file's asterisk.config-folder, else"
                    + " /etc/asterisk).")
    private @Nullable Path folder;

    @Option(
            names = "--asterisk-version",
            paramLabel = "MAJOR",
            description =
                    "Its major version, 13 or newer (22), kept as asterisk.version in the new configuration file.")
    private @Nullable Integer major;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting for the new configuration file, such as agi.listen=127.0.0.1:4573.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--dry-run", description = "Shows what would be written, and writes nothing.")
    private boolean dryRun;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows every line of long new files too.")
    private boolean verbose;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask.")
    private boolean yes;

    @Option(
            names = "--undo",
            description = "Puts every file back as it was before init; an edited one of ours is kept as .edited.")
    private boolean undo;

    InitCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        try {
            var asterisk = new AsteriskFolder(folder().toAbsolutePath().normalize());
            if (undo) {
                undo(asterisk);
            } else {
                init(asterisk);
            }
        } catch (InitException e) {
            throw new CliException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    private Path folder() {
        return Optional.ofNullable(folder).orElseGet(this::configured);
    }

    // A configuration with mistakes has no say: --undo does without it, and init tells them by itself.
    private Path configured() {
        if (!Files.exists(context.configFile())) {
            return STANDARD;
        }
        List<Path> folders = context.reading()
                .fold(
                        read -> read.config().asterisks().stream()
                                .flatMap(each -> each.configFolder().stream())
                                .toList(),
                        refused -> List.of());
        if (folders.size() > 1 && !folders.contains(STANDARD)) {
            throw new CliException(
                    ExitCode.USAGE, context.configFile() + " has several config-folders; say which by --asterisk");
        }
        return folders.size() == 1 ? folders.get(0) : STANDARD;
    }

    private void init(AsteriskFolder asterisk) {
        Path configFile = context.configFile().toAbsolutePath().normalize();
        if (Files.exists(configFile)) {
            context.refuseWhereObserving();
        }
        if (Files.exists(configFile) && !settings.isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE, configFile + " exists already; change it by hand and leave --set out");
        }
        Optional.ofNullable(major).ifPresent(this::takeVersion);
        var request = new InitPlan.Request(asterisk, configFile, settings);
        HotdeskConfig config = config(request);
        int version = config.asteriskOf(asterisk.path()).version();
        if (Optional.ofNullable(major).filter(asked -> asked != version).isPresent()) {
            throw new CliException(
                    ExitCode.USAGE,
                    configFile + " says asterisk.version = " + version + "; change it there, or leave"
                            + " --asterisk-version out");
        }
        InitPlan plan = InitPlan.of(request, config, secret());
        plan.cautions().forEach(line -> context.out().println("warning: " + line));
        if (plan.changes().isEmpty()) {
            context.out().println("Nothing to do: " + asterisk.path() + " is set up for Hotdesk.");
            return;
        }
        int linesMost = verbose ? Integer.MAX_VALUE : LINES_SHOWN;
        plan.changes().forEach(change -> change.summary(linesMost).forEach(context.out()::println));
        if (dryRun || !agreed("Write these files? [y/N] ")) {
            context.out().println("Nothing was written.");
            return;
        }
        new Initializer(asterisk).apply(plan);
        List.of(
                        "Done. Next:",
                        "  restart Asterisk once, so that it leaves out the modules that break VoicemailRefresh",
                        "  hotdesk --config " + configFile + " serve",
                        "  hotdesk --config " + configFile + " status",
                        "'hotdesk init --undo' with the same options takes everything back.")
                .forEach(context.out()::println);
    }

    private void takeVersion(int asked) {
        if (asked < OLDEST) {
            throw new CliException(ExitCode.USAGE, "--asterisk-version: Asterisk " + OLDEST + " or newer is needed");
        }
        settings.putIfAbsent("asterisk.version", Integer.toString(asked));
    }

    // The very file that will stand there is read, so that what is shown and what comes in force cannot differ.
    private HotdeskConfig config(InitPlan.Request request) {
        if (Files.exists(request.configFile())) {
            return context.config();
        }
        String text;
        try {
            text = request.configText();
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, "--set: " + e.getMessage(), e);
        }
        return ConfigReader.parse(request.configFile(), text).fold(ConfigReading.Accepted::config, refused -> {
            throw wrong(refused);
        });
    }

    // There is no such file yet, so a mistake is one of the command line.
    private CliException wrong(ConfigReading.Refused refused) {
        String all = refused.problems().stream().map(ConfigProblem::what).collect(Collectors.joining("; "));
        return new CliException(ExitCode.USAGE, "--set " + all);
    }

    private void undo(AsteriskFolder asterisk) {
        var initializer = new Initializer(asterisk);
        if (!initializer.wasApplied()) {
            context.out().println("Nothing to undo in " + asterisk.path() + ".");
            return;
        }
        initializer.undo(false).forEach(context.out()::println);
        if (dryRun || !agreed("Put Asterisk's files back and remove Hotdesk's? [y/N] ")) {
            context.out().println("Nothing was changed.");
            return;
        }
        initializer.undo(true);
        context.out().println("Done. Restart Asterisk, or reload its dialplan, pjsip and manager.");
    }

    private boolean agreed(String question) {
        if (yes) {
            return true;
        }
        return context.surroundings()
                .terminal()
                .orElseThrow(() -> new CliException(ExitCode.USAGE, "nobody can be asked here; say --yes or --dry-run"))
                .ask(question)
                .filter(answer ->
                        answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"))
                .isPresent();
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
