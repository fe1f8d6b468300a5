package org.hotdesk.cli;

import java.util.List;
import java.util.function.Function;
import org.hotdesk.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads a command line and carries it out. One owner thread. */
public final class Cli {
    private final CommandLine commandLine;
    private final Surroundings surroundings;

    /**
     * Knows the verbs of this package and further ones.
     *
     * @param further makes picocli command objects that other packages bring, such as {@code serve}
     */
    public Cli(Surroundings surroundings, Function<CliContext, List<Object>> further) {
        this.surroundings = surroundings;
        var context = new CliContext(surroundings);
        commandLine = new CommandLine(new RootCommand(context));
        further.apply(context).forEach(commandLine::addSubcommand);
        verbs(context).forEach(commandLine::addSubcommand);
        commandLine
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((wrong, args) -> usage(wrong, List.of(args)))
                .setExecutionExceptionHandler((failure, where, result) -> failure(failure));
    }

    private static List<Object> verbs(CliContext context) {
        return List.of(
                new InitCommand(context),
                new DeviceCommand(context),
                new UserCommand(context),
                new MailboxCommand(context),
                new PersonCommand(context),
                new AliasCommand(context),
                new PinCommand(context),
                new GroupCommand(context),
                new PolicyCommand(context),
                new SipCommand(context),
                new PhoneCommand(context),
                new LoginCommand(context),
                new LogoffCommand(context),
                new WhoCommand(context),
                new WhereCommand(context),
                new SessionsCommand(context),
                new HistoryCommand(context),
                new WatchCommand(context),
                new WhyCommand(context),
                new StatusCommand(context),
                new DoctorCommand(context),
                new SystemdCommand(context),
                new MirrorCommand(context),
                new BackupCommand(context),
                new RestoreCommand(context),
                new ObserveCommand(context),
                new CommandLine(new ImportCommand(context)).addSubcommand(new DbTextImportCommand(context)),
                new CommandLine(new ExportCommand(context)).addSubcommand(new DbTextExportCommand(context)),
                new ConfigCommand(context),
                new DialplanCommand(context),
                new CompletionCommand(),
                new HelpCommand());
    }

    /** The exit code of the command. */
    public int run(String... args) {
        int code = commandLine.execute(args);
        if (surroundings.out().checkError() && code == ExitCode.OK.number()) {
            surroundings.err().println("hotdesk: standard output took not all of it; is the disk full?");
            code = ExitCode.FAILED.number();
        }
        surroundings.err().flush();
        return code;
    }

    private int usage(ParameterException wrong, List<String> args) {
        String line = UsageText.of(wrong, args).orElseGet(() -> oneLine(wrong.getMessage())
                .replaceFirst("^Error: ", "")
                .replace("is not an int", "is not a number"));
        List<String> near =
                wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        String help = line.contains("--help")
                ? ""
                : " ('" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help' shows how)";
        surroundings.err().println("hotdesk: " + line + hint + help);
        return ExitCode.USAGE.number();
    }

    private int failure(Exception failure) {
        if (failure instanceof CliException told) {
            surroundings.err().println("hotdesk: " + oneLine(told.getMessage()));
            return told.exitCode().number();
        }
        if (failure instanceof ConfigException wrong) {
            surroundings.err().println("hotdesk: " + oneLine(wrong.getMessage()));
            return ExitCode.CONFIGURATION.number();
        }
        surroundings.err().println("hotdesk: this is a fault in hotdesk itself: " + failure);
        failure.printStackTrace(surroundings.err());
        return ExitCode.FAILED.number();
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
