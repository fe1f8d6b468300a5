package org.hotdesk;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hotdesk.cli.CliContext;
import org.hotdesk.cli.CliException;
import org.hotdesk.cli.ExitCode;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;
import org.hotdesk.supervise.AgiProbe;
import org.hotdesk.supervise.NotifySocket;
import org.hotdesk.supervise.Vital;
import org.hotdesk.supervise.Watchdog;
import picocli.CommandLine.Command;

/** {@code serve}: runs the daemon until the process is told to end. */
@Command(name = "serve", description = "Runs the daemon in the foreground; ends cleanly at SIGTERM.")
final class ServeCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CliContext context;
    private final PrintStream log;
    private final Clock clock;
    private final ServiceManager manager;

    /**
     * What the service manager told us in the environment.
     *
     * @param socket {@code NOTIFY_SOCKET}
     * @param watchdogMicros {@code WATCHDOG_USEC}
     */
    record ServiceManager(Optional<String> socket, Optional<String> watchdogMicros) {}

    ServeCommand(CliContext context, PrintStream log, Clock clock, ServiceManager manager) {
        this.context = context;
        this.log = log;
        this.clock = clock;
        this.manager = manager;
    }

    @Override
    public Integer call() throws InterruptedException {
        context.refuseWhereObserving();
        HotdeskConfig config = context.configWithFiles();
        Logging.to(log, config.logLevel(), ZoneId.systemDefault());
        try (NotifySocket socket = NotifySocket.to(manager.socket());
                Hotdesk hotdesk = Hotdesk.start(config, clock);
                Watchdog watchdog = watchdog(socket, hotdesk)) {
            List<Runnable> ending = List.of(watchdog::close, hotdesk::close);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.forEach(Runnable::run), "close"));
            hotdesk.awaitClosed();
        } catch (IOException taken) {
            throw new CliException(ExitCode.FAILED, String.valueOf(taken.getMessage()), taken);
        } catch (StoreException broken) {
            throw new CliException(ExitCode.FAILED, String.valueOf(broken.getMessage()), broken);
        }
        return ExitCode.OK.number();
    }

    private Watchdog watchdog(NotifySocket socket, Hotdesk hotdesk) {
        String words = "FastAGI at " + text(hotdesk.agiAddress()) + ", admin API at " + text(hotdesk.adminAddress());
        return Watchdog.begin(
                socket,
                Watchdog.limit(manager.watchdogMicros()),
                words,
                List.of(
                        new Vital("FastAGI", () -> Optional.of(AgiProbe.ask(hotdesk.agiAddress(), PATIENCE))
                                .filter(AgiProbe.Answer.SILENT::equals)
                                .map(silent -> "does not answer a call of ours")),
                        new Vital("store", () -> fault(hotdesk.store()))));
    }

    /** A database server that is away is no fault of ours that a restart could cure: lookups go on from memory meanwhile. */
    private static Optional<String> fault(Store store) {
        if (store.trouble().isEmpty()) {
            try {
                store.proveWritable();
            } catch (StoreException broken) {
                return store.trouble().isPresent()
                        ? Optional.empty()
                        : Optional.of(String.valueOf(broken.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
