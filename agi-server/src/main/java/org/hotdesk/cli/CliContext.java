package org.hotdesk.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotdesk.config.ConfigProblem;
import org.hotdesk.config.ConfigReader;
import org.hotdesk.config.ConfigReading;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.config.SipFiles;

/** What all verbs share: the surroundings, and the configuration that {@code --config} names. One owner thread. */
public final class CliContext {
    private final Surroundings surroundings;
    private Optional<Path> configOption = Optional.empty();

    CliContext(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void configOption(Path file) {
        configOption = Optional.of(file);
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    PrintWriter out() {
        return surroundings.out();
    }

    /** The file that was named, else the standard one. */
    public Path configFile() {
        return configOption.or(surroundings::configFile).orElse(ConfigReader.STANDARD_FILE);
    }

    /** False where nobody named a file and there is no standard one. */
    boolean isConfigured() {
        boolean named = configOption.isPresent() || surroundings.configFile().isPresent();
        return named || Files.exists(ConfigReader.STANDARD_FILE);
    }

    /** Ends the command where there is no configuration yet. */
    void refuseWhereUnconfigured() {
        if (!isConfigured()) {
            throw new CliException(ExitCode.CONFIGURATION, "no " + ConfigReader.STANDARD_FILE + "; run 'hotdesk init'");
        }
    }

    /** Reads the configuration; where nobody named a file and there is no standard one, the presets are in force. */
    ConfigReading reading() {
        return isConfigured() ? ConfigReader.read(configFile()) : ConfigReader.presets();
    }

    /** The configuration, or the end of the command with its mistakes. */
    public HotdeskConfig config() {
        return reading().fold(ConfigReading.Accepted::config, refused -> {
            throw wrong(refused);
        });
    }

    /** Ends a command that is for an Asterisk of our own, where the configuration is for looking only. */
    public void refuseWhereObserving() {
        if (config().observes()) {
            throw new CliException(
                    ExitCode.FAILED,
                    "mirror.mode is observe, so nothing is served or written; 'hotdesk observe' shows who sits where");
        }
    }

    /**
     * A configuration that somebody wrote, with a look into the certificate and key it names, which only the daemon's
     * account can read perhaps.
     */
    public HotdeskConfig configWithFiles() {
        refuseWhereUnconfigured();
        return reading()
                .fold(
                        read -> {
                            List<ConfigProblem> problems = SipFiles.problems(read);
                            if (!problems.isEmpty()) {
                                throw wrong(new ConfigReading.Refused(problems));
                            }
                            return read.config();
                        },
                        refused -> {
                            throw wrong(refused);
                        });
    }

    /** All mistakes but the last are printed at once, a line each; the exception carries the last. */
    CliException wrong(ConfigReading.Refused refused) {
        int last = refused.problems().size() - 1;
        refused.problems()
                .subList(0, last)
                .forEach(problem -> surroundings.err().println("hotdesk: " + problem));
        ConfigProblem problem = refused.problems().get(last);
        return new CliException(ExitCode.CONFIGURATION, problem.toString());
    }
}
