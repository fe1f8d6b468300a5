package org.hotdesk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hotdesk.admin.AdminRefusal;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.admin.AsteriskSide;
import org.hotdesk.ami.link.AmiEvent.MailboxPasswordChanged;
import org.hotdesk.ami.link.MessageCount;
import org.hotdesk.edge.EdgeListener;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.provision.PhoneTeller;

/** All Asterisks together; one that is away holds up none of the others. Thread-safe. */
final class Asterisks implements AsteriskSide, EdgeListener, PhoneTeller {
    private static final Logger LOG = System.getLogger(Asterisks.class.getName());
    private static final Duration MIRRORED_WITHIN = Duration.ofSeconds(5);
    private static final List<String> COUNTS = List.of("read", "differing", "written", "left", "adopted");

    private final List<BridgeSide> sides;

    /** @param sides in the order of the configuration, one at least; the first is the one behind the SIP edge */
    Asterisks(List<BridgeSide> sides) {
        this.sides = List.copyOf(sides);
    }

    void start() {
        sides.forEach(BridgeSide::start);
    }

    boolean areSeveral() {
        return sides.size() > 1;
    }

    /**
     * Waits until a change has reached the Asterisk with this name; when there is none of it, all that answer.
     *
     * @return false when that took longer, or when none answers; it will happen
     */
    boolean awaitMirrored(Optional<String> server, long seq, Duration most) {
        List<BridgeSide> asked = server.map(this::called).orElse(List.of());
        if (asked.isEmpty()) {
            asked = sides.stream().filter(BridgeSide::isAnswering).toList();
        }
        return !asked.isEmpty() && await(asked, seq, most);
    }

    @Override
    public boolean awaitMirrored(long seq) {
        List<BridgeSide> answering =
                sides.stream().filter(BridgeSide::isAnswering).toList();
        return await(answering, seq, MIRRORED_WITHIN) && answering.size() == sides.size();
    }

    /** They all work meanwhile, so that waiting for one after the other takes as long as the slowest of them. */
    private static boolean await(List<BridgeSide> sides, long seq, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        boolean all = true;
        for (BridgeSide side : sides) {
            all &= side.awaitMirrored(seq, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        return all;
    }

    @Override
    public boolean filesChanged() {
        return sides.stream().map(BridgeSide::filesChanged).reduce(true, Boolean::logicalAnd);
    }

    @Override
    public boolean takeOverPasswords() {
        // Each is asked, and then each is told of what the others had.
        boolean any = sides.stream().map(BridgeSide::takeOverPasswords).reduce(false, Boolean::logicalOr);
        if (any) {
            filesChanged();
        }
        return any;
    }

    /** Tells the taker of each password that an owner of a mailbox sets by phone; it must not block. To be called before {@link #start}. */
    void onPassword(Consumer<MailboxPasswordChanged> taker) {
        sides.forEach(side -> side.bridge().events().subscribe(MailboxPasswordChanged.class, taker));
    }

    @Override
    public void reachable(DeviceNumber device, boolean isThere) {
        sides.forEach(side -> side.bridge().reachable(device, isThere));
    }

    /** Rings the phone of a device where it is, and plays these sound files; never waits. */
    void ring(Device device, String callerId, String files) {
        sides.forEach(side -> side.bridge().ring(device, callerId, files));
    }

    @Override
    public boolean tell(Device device) {
        List<CompletableFuture<Boolean>> told = sides.stream()
                .filter(BridgeSide::isAnswering)
                .map(side -> side.bridge().checkSync(device).exceptionally(refused -> {
                    LOG.log(
                            Level.WARNING,
                            () -> "phone not told device=" + device.number() + " why=" + refused.getMessage());
                    return false;
                }))
                .toList();
        return told.stream().map(CompletableFuture::join).reduce(false, Boolean::logicalOr);
    }

    @Override
    public CompletableFuture<MessageCount> messagesAt(DeviceNumber device) {
        return sides.get(0).bridge().messagesAt(device);
    }

    @Override
    public ArrayNode status() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        sides.forEach(side -> json.add(side.status()));
        return json;
    }

    @Override
    public ObjectNode compare(Optional<String> server, boolean repair) {
        List<BridgeSide> asked = server.map(this::called).orElse(sides);
        if (asked.isEmpty()) {
            throw new AdminRefusal(
                    Why.NOT_FOUND,
                    "there is no Asterisk called " + server.orElse("") + "; there are: "
                            + sides.stream().map(BridgeSide::name).collect(Collectors.joining(", ")));
        }
        List<CompletableFuture<ObjectNode>> reports = asked.stream()
                .map(side -> CompletableFuture.supplyAsync(
                        () -> side.compare(repair), task -> new Thread(task, "compare-" + side.name()).start()))
                .toList();
        return together(reports.stream().map(CompletableFuture::join).toList());
    }

    /** The sums, and each Asterisk's own report. */
    private static ObjectNode together(List<ObjectNode> reports) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("complete", reports.stream().allMatch(each -> each.path("complete")
                        .asBoolean()));
        COUNTS.forEach(count -> json.put(
                count,
                reports.stream().mapToLong(each -> each.path(count).asLong()).sum()));
        ArrayNode differences = json.putArray("differences");
        reports.forEach(each -> each.withArray("differences").forEach(differences::add));
        ArrayNode servers = json.putArray("servers");
        reports.forEach(each -> servers.add(each.without(List.of("differences"))));
        return json;
    }

    private List<BridgeSide> called(String name) {
        return sides.stream().filter(side -> side.name().equals(name)).toList();
    }
}
