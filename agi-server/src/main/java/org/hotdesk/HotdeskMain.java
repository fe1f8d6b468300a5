package org.hotdesk;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hotdesk.cli.Cli;
import org.hotdesk.cli.Surroundings;
import org.hotdesk.demo.story.DemoCommand;

/** The process: the only place that reads the environment and the system's clock. */
public final class HotdeskMain {
    private HotdeskMain() {}

    /** Runs one {@code hotdesk} command and ends the process with its exit code. */
    public static void main(String[] args) {
        var surroundings = new Surroundings(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                System.in,
                Optional.ofNullable(System.console()).map(Keyboard::new),
                Optional.ofNullable(System.getenv("HOTDESK_CONFIG"))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of),
                Clock.system(ZoneId.systemDefault()));
        System.setProperty("java.util.logging.manager", Logging.UntilTheEnd.class.getName());
        // Seconds for a request to be said; java.net has no limit of its own. Read when the HTTP server's class is
        // loaded.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        Logging.forCommand(System.err, ZoneId.systemDefault());
        var manager = new ServeCommand.ServiceManager(
                Optional.ofNullable(System.getenv("NOTIFY_SOCKET")),
                Optional.ofNullable(System.getenv("WATCHDOG_USEC")));
        var cli = new Cli(
                surroundings,
                context -> List.of(
                        new ServeCommand(context, System.err, surroundings.clock(), manager),
                        new DemoCommand(context)));
        System.exit(cli.run(args));
    }

    /** Not by System.out, which tells nobody that the disk behind it is full. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    private record Keyboard(Console console) implements Surroundings.Terminal {
        @Override
        public Optional<char[]> askHidden(String question) {
            return Optional.ofNullable(console.readPassword("%s", question));
        }

        @Override
        public Optional<String> ask(String question) {
            return Optional.ofNullable(console.readLine("%s", question));
        }
    }
}
