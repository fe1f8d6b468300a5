package org.hotdesk;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.hotdesk.cli.CliContext;
import org.hotdesk.cli.CliException;
import org.hotdesk.cli.ExitCode;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.store.StoreException;
import picocli.CommandLine.Command;

/** {@code serve}: runs the daemon until the process is told to end. */
@Command(name = "serve", description = "Runs the daemon in the foreground; ends cleanly at SIGTERM.")
final class ServeCommand implements Callable<Integer> {
    private final CliContext context;
    private final PrintStream log;
    private final Clock clock;

    ServeCommand(CliContext context, PrintStream log, Clock clock) {
        this.context = context;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        HotdeskConfig config = context.configWithFiles();
        Logging.to(log, config.logLevel(), ZoneId.systemDefault());
        try (Hotdesk hotdesk = Hotdesk.start(config, clock)) {
            Runtime.getRuntime().addShutdownHook(new Thread(hotdesk::close, "close"));
            hotdesk.awaitClosed();
        } catch (IOException taken) {
            throw new CliException(ExitCode.FAILED, String.valueOf(taken.getMessage()), taken);
        } catch (StoreException broken) {
            throw new CliException(ExitCode.FAILED, String.valueOf(broken.getMessage()), broken);
        }
        return ExitCode.OK.number();
    }
}
