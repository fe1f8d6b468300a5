package org.hotdesk.demo.story;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hotdesk.cli.CliContext;
import org.hotdesk.cli.CliException;
import org.hotdesk.cli.ExitCode;
import org.hotdesk.demo.AsteriskInstallation;
import org.hotdesk.demo.AsteriskRoot;
import org.hotdesk.demo.DemoException;
import org.hotdesk.demo.PhoneAccount;
import org.hotdesk.demo.PhoneLine;
import org.hotdesk.demo.Preparation;
import org.hotdesk.demo.Suite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the story on a private Asterisk; with {@code --stay} it is left running to be played with. */
@Command(
        name = "demo",
        description = "Plays a working day of a hot desk on a private Asterisk 22 with real phones, and tells it.")
public final class DemoCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final Clock clock;

    @Option(names = "--stay", description = "Leaves everything running afterwards, until Ctrl-C, and says what to try.")
    private boolean stay;

    @Option(
            names = "--asterisk",
            paramLabel = "PREFIX",
            description = "Runs the Asterisk installed at this prefix, such as /usr, with its own private files.")
    private @Nullable Path prefix;

    public DemoCommand(CliContext context) {
        this.out = context.surroundings().out();
        this.clock = context.surroundings().clock();
    }

    @Override
    public Integer call() {
        AsteriskInstallation installation = prepare().fold(ready -> ready, unusable -> {
            throw new CliException(ExitCode.FAILED, unusable.detail());
        });
        out.println("Asterisk " + installation.version() + ", private, on 127.0.0.1");
        var narrator = new Narrator(out, Story.STEPS);
        long began = System.nanoTime();
        try (var cast = new Cast()) {
            Thread atInterrupt = new Thread(cast::close, "demo-end");
            Runtime.getRuntime().addShutdownHook(atInterrupt);
            out.println("Setting up: hotdesk init, hotdesk serve, three users, three devices, three phones,");
            out.println("1001 (UDP) and 1003 (TCP) behind Hotdesk's SIP edge, 1002 at Asterisk itself ...");
            out.flush();
            cast.enter(installation, clock);
            new Story(cast, narrator, clock).play();
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            out.println();
            out.println("All " + narrator.stepsTold() + " steps went as told, in " + seconds + " s, on Asterisk "
                    + installation.version() + ".");
            out.flush();
            if (stay) {
                stay(cast);
            }
            Runtime.getRuntime().removeShutdownHook(atInterrupt);
        } catch (StepFailed | DemoException failed) {
            throw new CliException(
                    ExitCode.FAILED,
                    "the demo failed at step " + narrator.stepsTold() + " (" + narrator.current() + "): "
                            + failed.getMessage(),
                    failed);
        }
        return ExitCode.OK.number();
    }

    private Preparation prepare() {
        Optional<Path> installed = Optional.ofNullable(prefix);
        if (installed.isPresent()) {
            return AsteriskInstallation.at(installed.get());
        }
        return new AsteriskRoot(AsteriskRoot.usualCache(), Suite.UNSTABLE).prepare(line -> {
            out.println(line);
            out.flush();
        });
    }

    private void stay(Cast cast) {
        PhoneAccount direct = cast.system().addDevice("1009", "--description", "your softphone");
        PhoneAccount behind = cast.behindTheEdge(PhoneLine.UDP, "1008", "--description", "your softphone, at the edge");
        String hotdesk = "  " + System.getProperty("hotdesk.command", "hotdesk") + " --config "
                + cast.system().config() + " ";
        out.println();
        out.println("It stays until Ctrl-C. A softphone of yours on this machine is device 1009 or 1008:");
        out.println("  directly at Asterisk, UDP: " + typed(direct));
        out.println("  behind the edge, UDP or TCP: " + typed(behind));
        out.println("Dial *11201 and the PIN " + Cast.ANN_PIN + ", then 203; *12 to log off. Or type elsewhere:");
        for (String verb :
                List.of("status", "sessions", "watch", "who 201", "where 1001", "sip registrations", "mirror check")) {
            out.println(hotdesk + verb);
        }
        out.println("Asterisk's console, which 'exit' leaves:");
        out.println("  " + cast.system().asterisk().consoleCommand());
        out.flush();
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String typed(PhoneAccount account) {
        return "server " + account.server().getAddress().getHostAddress() + ":"
                + account.server().getPort() + ", user " + account.name() + ", password " + account.secret();
    }
}
