package org.hotdesk.sip.edge;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.abuse.Ban;
import org.hotdesk.sip.digest.KeyFile;
import org.hotdesk.sip.digest.Subscribers;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.location.Journal;
import org.hotdesk.sip.location.LocationListener;
import org.hotdesk.sip.location.LocationListener.Gone;
import org.hotdesk.sip.location.LocationTable;

/**
 * The SIP edge: phones register here, and their calls pass through to Asterisk and back. It runs on a thread of its own
 * from {@link #start} to {@link #close}. Thread-safe; what asks for its state waits for that thread a moment, and must
 * not be called from it, so not by a listener.
 */
public final class SipEdge implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SipEdge.class.getName());
    private static final long ANSWER_MILLIS = 2_000;
    private static final long TOLD_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Journal journal;
    private final LocationTable locations;
    private final Trace trace;
    private final Sockets sockets;
    private final Core core;

    private SipEdge(Journal journal, LocationTable locations, Trace trace, Sockets sockets, Core core) {
        this.journal = journal;
        this.locations = locations;
        this.trace = trace;
        this.sockets = sockets;
        this.core = core;
    }

    /**
     * Opens the journal and the sockets, takes over the contacts that were registered when the last edge ended, and
     * begins to serve.
     *
     * @throws IOException one line that says what to do: a port is taken, a certificate missing, the journal in use
     */
    public static SipEdge start(
            EdgeConfig config, Subscribers subscribers, EdgeAliases aliases, LocationListener listener, Clock clock)
            throws IOException {
        folder(config.journal());
        KeyFile key = KeyFile.open(beside(config.journal(), ".key"));
        var locations = new LocationTable(config.locations(), listener, clock.millis());
        Journal journal = Journal.open(config.journal());
        try {
            restore(journal, locations, clock);
            var trace = new Trace();
            var incoming = new Incoming(trace);
            var sockets = new Sockets(config, incoming);
            var core = new Core(config, sockets, new Core.Known(key, locations, subscribers, aliases), clock);
            incoming.leadTo(core.entrance());
            sockets.loop().execute(() -> core.begin(clock));
            sockets.loop().start();
            return new SipEdge(journal, locations, trace, sockets, core);
        } catch (IOException | RuntimeException failed) {
            journal.close();
            throw failed;
        }
    }

    private static void folder(Path journal) throws IOException {
        Path folder = journal.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(
                    "cannot make the folder " + folder + " of the contacts' journal: make it, for this user", e);
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static void restore(Journal journal, LocationTable locations, Clock clock) throws IOException {
        var told = new long[] {System.nanoTime()};
        Journal.Restored restored = journal.restore(locations, clock.millis(), (done, all) -> {
            if (System.nanoTime() - told[0] > TOLD_EVERY_NANOS) {
                told[0] = System.nanoTime();
                LOG.log(INFO, () -> "edge contacts restoring bytes=" + done + " of=" + all);
            }
        });
        LOG.log(
                restored.damaged() == 0 ? INFO : WARNING,
                () -> "edge contacts restored=" + restored.contacts() + " expired=" + restored.expired() + " damaged="
                        + restored.damaged());
    }

    /** Where phones register by UDP. */
    public InetSocketAddress phones() {
        return sockets.phones();
    }

    /** Where Asterisk finds us. */
    public InetSocketAddress inner() {
        return sockets.inner();
    }

    /** How it is; says so, too, when its thread does not answer. */
    public EdgeStatus status() {
        try {
            return asked(() -> core.status(sockets, locations, journal.status()));
        } catch (IllegalStateException silent) {
            return new EdgeStatus(
                    sockets.listening(),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Optional.of("the SIP edge does not answer; look at the log"));
        }
    }

    /** All contacts, as of now. */
    public List<Binding> registrations() {
        return asked(locations::all);
    }

    /** The contacts of one device, highest preference first. */
    public List<Binding> registrations(DeviceNumber device) {
        return asked(() -> locations.of(device));
    }

    /** Ends all contacts of a device; how many there were. Its phones come back when they register next. */
    public int kick(DeviceNumber device) {
        return asked(() -> locations.remove(device, Gone.KICKED));
    }

    /** The sources that are not heard now, longest first. */
    public List<Ban> bans() {
        return asked(core::bans);
    }

    /** Ends a ban; false when there was none. */
    public boolean pardon(InetAddress source) {
        return asked(() -> core.pardon(source));
    }

    /**
     * Tells each message, line by line, until what it returns is closed. Digest responses are masked.
     *
     * @param device only messages that name it
     * @param lines called on the edge's thread, so it must not wait
     */
    public AutoCloseable trace(Optional<DeviceNumber> device, Consumer<String> lines) {
        return trace.watch(device, lines);
    }

    /** Tells all phones of the device how many messages wait, soon. Any thread, listeners too. */
    public void tellMessages(DeviceNumber device, int fresh, int heard) {
        sockets.loop().execute(() -> core.tellMessages(device, fresh, heard));
    }

    private <T> T asked(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        sockets.loop().execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        try {
            return answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the SIP edge", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("the SIP edge does not answer", e);
        }
    }

    /** Ends the thread and the sockets, then writes what the journal still has to. Phones notice nothing. */
    @Override
    public void close() {
        sockets.close();
        journal.close();
    }
}
