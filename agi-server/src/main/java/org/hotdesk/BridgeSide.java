package org.hotdesk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hotdesk.ami.AsteriskBridge;
import org.hotdesk.ami.BridgeStatus;
import org.hotdesk.ami.link.LinkState;
import org.hotdesk.ami.link.LinkStatus;
import org.hotdesk.ami.mirror.MirrorReport;
import org.hotdesk.ami.mirror.MirrorStatus;
import org.hotdesk.ami.mirror.RowDifference;
import org.hotdesk.init.InitException;
import org.hotdesk.init.PhoneFiles;
import org.jspecify.annotations.Nullable;

/** One Asterisk as the admin API sees it: the bridge, and the files with our phones where there are any. Thread-safe. */
final class BridgeSide implements AutoCloseable {
    private static final Logger LOG = System.getLogger(BridgeSide.class.getName());
    private static final Duration RELOADED_WITHIN = Duration.ofSeconds(10);
    private static final long RETRY_SECONDS = 2;

    private final String name;
    private final AsteriskBridge bridge;
    private final Optional<PhoneFiles> files;
    private final Set<String> waiting = new TreeSet<>();
    private final ExecutorService retry = Executors.newSingleThreadExecutor(task -> new Thread(task, "phone-files"));

    /** @param files empty where no files of ours are kept */
    BridgeSide(String name, AsteriskBridge bridge, Optional<PhoneFiles> files) {
        this.name = name;
        this.bridge = bridge;
        this.files = files;
    }

    String name() {
        return name;
    }

    AsteriskBridge bridge() {
        return bridge;
    }

    boolean isAnswering() {
        return bridge.isAnswering();
    }

    boolean awaitMirrored(long seq, Duration most) {
        return bridge.awaitMirrored(seq, most);
    }

    /**
     * Writes the files with devices and mailboxes anew and has Asterisk read what differs; false when it will later. One at
     * a time, or an older file might stand over a newer one.
     */
    synchronized boolean filesChanged() {
        return write() && reloadWaiting();
    }

    /** Takes over passwords that owners of mailboxes have set by phone; false when there are none. */
    synchronized boolean takeOverPasswords() {
        if (files.filter(PhoneFiles::isPasswordDialled).isEmpty()) {
            return false;
        }
        filesChanged();
        return true;
    }

    /** Connects; writes the files once, and from then on reloads what could not be reloaded while Asterisk was away. */
    synchronized void start() {
        bridge.start();
        if (files.isEmpty()) {
            return;
        }
        if (!write()) {
            LOG.log(Level.WARNING, () -> "Asterisk will not learn of phones before that is mended");
        }
        retry.execute(this::reloadUntilClosed);
    }

    private void reloadUntilClosed() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                reloadWaiting();
                TimeUnit.SECONDS.sleep(RETRY_SECONDS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean write() {
        try {
            files.ifPresent(there -> waiting.addAll(there.writeAll()));
            return true;
        } catch (InitException unwritable) {
            LOG.log(Level.WARNING, () -> "phones not written: " + unwritable.getMessage());
            return false;
        }
    }

    private synchronized boolean reloadWaiting() {
        if (bridge.isUp()) {
            waiting.removeIf(this::reload);
        }
        return waiting.isEmpty();
    }

    @Override
    public void close() {
        retry.shutdownNow();
    }

    private boolean reload(String module) {
        try {
            bridge.reload(module).get(RELOADED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException later) {
            LOG.log(Level.WARNING, () -> "not reloaded module=" + module + " why=" + later.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The links, the mirror, the lamps and the mailboxes; {@code faults} holds a line for whatever is wrong. */
    ObjectNode status() {
        BridgeStatus status = bridge.status();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", status.server())
                .put("up", status.links().isUp())
                .put("mirror", status.mirror().state().name().toLowerCase(Locale.ROOT))
                .put("acknowledged", status.mirror().acknowledged())
                .put("backlog", status.mirror().backlog())
                .put("drift_found", status.mirror().drift().found())
                .put("drift_repaired", status.mirror().drift().repaired())
                .put("mailboxes_led", status.mailboxes().led())
                .put("last_contact", status.lastContact().map(Object::toString).orElse(null));
        status.mirror().drainedBy().ifPresent(companion -> json.put("drained_by", companion));
        status.mirror().driftAge().ifPresent(age -> json.put("drift_age_seconds", age.toSeconds()));
        status.mirror().verified().ifPresent(then -> json.put("verified", then.toString()));
        status.mirror().verifying().ifPresent(progress -> put(json.putObject("verifying"), progress));
        status.mirror().catchingUp().ifPresent(progress -> put(json.putObject("catching_up"), progress));
        lines(json.putArray("lines"), status);
        faults(json.putArray("faults"), status);
        return json;
    }

    private static void lines(ArrayNode lines, BridgeStatus status) {
        lines.add("asterisk  " + status.server() + ": writer "
                + words(status.links().writer()) + ", reader "
                + words(status.links().reader()));
        String verifying = status.mirror()
                .verifying()
                .map(progress -> ", verifying " + progress.done() + " of " + progress.all())
                .orElse("");
        String catchingUp = status.mirror()
                .catchingUp()
                .map(progress -> ", catching up " + progress.done() + " of " + progress.all())
                .orElse("");
        String age = status.mirror()
                .driftAge()
                .map(most -> ", wrong for at most " + Math.max(1, most.toMinutes()) + " min")
                .orElse("");
        String by = status.mirror()
                .drainedBy()
                .map(companion -> ", written by " + companion)
                .orElse("");
        lines.add("mirror    " + status.mirror().state() + by + ", "
                + status.mirror().backlog() + " changes waiting"
                + catchingUp + verifying + ", drift found "
                + status.mirror().drift().found() + ", repaired "
                + status.mirror().drift().repaired() + age);
        lines.add("mailboxes " + status.mailboxes().led() + " phones lead to one");
    }

    private static void put(ObjectNode json, MirrorStatus.Progress progress) {
        json.put("done", progress.done()).put("all", progress.all());
    }

    private static String words(LinkStatus link) {
        return link.state() + (link.detail().isEmpty() ? "" : " (" + link.detail() + ")");
    }

    private void faults(ArrayNode faults, BridgeStatus status) {
        for (LinkStatus link :
                new LinkStatus[] {status.links().writer(), status.links().reader()}) {
            if (link.state() != LinkState.UP) {
                faults.add("the AMI " + link.link() + " is " + link.state()
                        + (link.detail().isEmpty() ? "" : ": " + link.detail()));
            }
        }
        if (status.links().isUp()
                && !status.isSound()
                && !status.mirror().detail().isEmpty()) {
            faults.add("mirror: " + status.mirror().detail());
        }
        status.mirror().unsayable().forEach(row -> faults.add("astdb cannot hold " + row));
        status.lamps().fault().ifPresent(why -> faults.add("lamps: " + why));
        status.queueFault().ifPresent(why -> faults.add("queues: " + why));
        status.mailboxes().folderFault().ifPresent(why -> faults.add("mailboxes: " + why));
        status.mailboxes().refreshFault().ifPresent(why -> faults.add("message-waiting: " + why));
        status.mailboxes().faults().forEach((device, why) -> faults.add("message lamp of " + device + ": " + why));
        files.flatMap(PhoneFiles::fault).ifPresent(faults::add);
        if (faults.isEmpty() && !status.isSound()) {
            faults.add("the mirror is " + status.mirror().state());
        }
    }

    /** Compares every row with astdb and, unless only looking, puts right what differs. May take long. */
    ObjectNode compare(boolean repair) {
        MirrorReport report = repair ? bridge.repair(false) : bridge.check();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("server", name)
                .put("complete", report.complete())
                .put("read", report.read())
                .put("differing", report.differing())
                .put("written", report.written())
                .put("left", report.left())
                .put("adopted", report.adopted());
        ArrayNode differences = json.putArray("differences");
        for (RowDifference each : report.differences()) {
            differences
                    .addObject()
                    .put("server", name)
                    .put("row", each.row().toString())
                    .put("wanted", nullable(each.wanted()))
                    .put("found", nullable(each.found()))
                    .put("remedy", each.remedy().name().toLowerCase(Locale.ROOT));
        }
        return json;
    }

    private static @Nullable String nullable(Optional<String> text) {
        return text.orElse(null);
    }
}
