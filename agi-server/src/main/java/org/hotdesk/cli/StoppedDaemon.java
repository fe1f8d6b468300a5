package org.hotdesk.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;
import org.hotdesk.store.StoreProbe;

/** Works on the store itself while no daemon runs, so that operators need none for the work of a move. One owner thread. */
final class StoppedDaemon {
    private static final int CONNECT_MILLIS = 2_000;

    private final CliContext context;
    private final HotdeskConfig config;

    StoppedDaemon(CliContext context) {
        this.context = context;
        this.config = context.config();
    }

    /** Whether nobody listens where the daemon would. */
    boolean isStopped() {
        InetSocketAddress admin = config.admin().listen();
        try (var socket = new Socket()) {
            socket.connect(admin, CONNECT_MILLIS);
            return false;
        } catch (IOException nobody) {
            return true;
        }
    }

    /** Whether there is a store yet; always for a database that is no file of ours. */
    boolean hasStore() {
        return file().map(Files::exists).orElse(true);
    }

    /** Says so where there is no store, instead of making an empty one. */
    void requireStore() {
        if (!hasStore()) {
            throw new CliException(
                    ExitCode.NO_DAEMON, "no daemon runs, and there is no store yet; start it with 'hotdesk serve'");
        }
    }

    /** Opens the store for this work; refuses to do so as somebody whose files the daemon could not read afterwards. */
    <T> T withStore(Function<Store, T> work) {
        file().ifPresent(this::requireOwner);
        try (Store store = Store.open(config.store(), context.surroundings().clock())) {
            return work.apply(store);
        } catch (StoreException broken) {
            throw new CliException(ExitCode.FAILED, String.valueOf(broken.getMessage()), broken);
        }
    }

    private void requireOwner(Path file) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        if (!Files.isDirectory(folder)) {
            throw new CliException(
                    ExitCode.NO_DAEMON, "no daemon runs, and there is no store yet; start it with 'hotdesk serve'");
        }
        try {
            Path probe = Files.createTempFile(folder, "owner", "");
            String me = Files.getOwner(probe).getName();
            Files.delete(probe);
            String owner = Files.getOwner(Files.exists(file) ? file : folder).getName();
            if (!me.equals(owner)) {
                throw new CliException(
                        ExitCode.FAILED,
                        "no daemon runs, and the store is " + owner + "'s; start the daemon, or type: runuser -u "
                                + owner + " -- hotdesk ...");
            }
        } catch (IOException denied) {
            throw new CliException(
                    ExitCode.FAILED, "no daemon runs, and you may not write in " + folder + "; be its owner", denied);
        }
    }

    private Optional<Path> file() {
        return StoreProbe.file(config.store());
    }
}
