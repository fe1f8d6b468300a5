package org.hotdesk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.hotdesk.cli.Cli;
import org.hotdesk.cli.Surroundings;
import org.hotdesk.config.ConfigReader;
import org.hotdesk.config.ConfigReading;
import org.hotdesk.config.HotdeskConfig;

/** The whole daemon in this process, on free ports, with no Asterisk; and the command, as a person types it. */
final class RunningDaemon implements AutoCloseable {
    private final Path folder;
    private final Hotdesk hotdesk;

    /** What a command did. */
    record Result(int code, String out, String err) {}

    private RunningDaemon(Path folder, Hotdesk hotdesk) {
        this.folder = folder;
        this.hotdesk = hotdesk;
    }

    /** Starts it with its files in this folder. */
    static RunningDaemon in(Path folder) throws IOException {
        return in(folder, "", 0);
    }

    /** The same with these lines in its section {@code [admin]}. */
    static RunningDaemon in(Path folder, String admin) throws IOException {
        return in(folder, admin, 0, 0);
    }

    /** The same with this port for the address of one section. */
    static RunningDaemon in(Path folder, String section, int port) throws IOException {
        return in(folder, "", section.equals("agi") ? port : 0, section.equals("admin") ? port : 0);
    }

    private static RunningDaemon in(Path folder, String admin, int agiPort, int adminPort) throws IOException {
        Path secret = Files.writeString(folder.resolve("ami.secret"), "a-secret-of-some-length\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Hotdesk hotdesk = Hotdesk.start(config(write(folder, admin, agiPort, adminPort)), Clock.systemUTC());
        write(folder, admin, 0, hotdesk.adminAddress().getPort());
        return new RunningDaemon(folder, hotdesk);
    }

    Hotdesk hotdesk() {
        return hotdesk;
    }

    Path configFile() {
        return folder.resolve("hotdesk.toml");
    }

    Path tokenFile() {
        return folder.resolve("state/token");
    }

    /** A command with nobody at the keyboard. */
    Result run(String... words) throws IOException {
        return run("", Optional.empty(), words);
    }

    /** A command with this on its standard input. */
    Result runWith(String input, String... words) throws IOException {
        return run(input, Optional.empty(), words);
    }

    /** A command with a person who types these answers, one to each question. */
    Result runTyping(List<String> answers, String... words) throws IOException {
        return run("", Optional.of(new Person(new ArrayDeque<>(answers))), words);
    }

    private Result run(String input, Optional<Surroundings.Terminal> terminal, String... words) throws IOException {
        return typed(configFile(), input, terminal, words);
    }

    /** The same with any configuration; the daemon need not run. */
    static Result typed(Path config, String input, Optional<Surroundings.Terminal> terminal, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var surroundings = new Surroundings(
                new PrintWriter(out),
                new PrintWriter(err),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                terminal,
                Optional.of(config),
                Clock.systemUTC());
        int code = new Cli(surroundings, context -> List.of()).run(words);
        return new Result(code, out.toString(), err.toString());
    }

    @Override
    public void close() {
        hotdesk.close();
    }

    private static Path write(Path folder, String admin, int agiPort, int adminPort) throws IOException {
        return Files.writeString(
                folder.resolve("hotdesk.toml"),
                """
                [store]
                path = "state/hotdesk"
                [secrets]
                pepper-file = "state/pepper"
                key-file = "state/key"
                [agi]
                listen = "127.0.0.1:%d"
                [admin]
                listen = "127.0.0.1:%d"
                token-file = "state/token"
                %s
                [asterisk]
                ami-port = 1
                ami-secret-file = "ami.secret"
                config-folder = "asterisk"
                voicemail-spool = "spool"
                """
                        .formatted(agiPort, adminPort, admin));
    }

    private static HotdeskConfig config(Path file) {
        return ConfigReader.read(file).fold(ConfigReading.Accepted::config, refused -> {
            throw new AssertionError(refused.problems().toString());
        });
    }

    private record Person(Queue<String> answers) implements Surroundings.Terminal {
        @Override
        public Optional<char[]> askHidden(String question) {
            return ask(question).map(String::toCharArray);
        }

        @Override
        public Optional<String> ask(String question) {
            return Optional.ofNullable(answers.poll());
        }
    }
}
