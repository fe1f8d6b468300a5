package org.hotdesk.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotdesk.admin.LastSeen;
import org.hotdesk.admin.SipSide;
import org.hotdesk.config.SipConfig;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.abuse.Ban;
import org.hotdesk.sip.edge.EdgeStatus;
import org.hotdesk.sip.edge.SipEdge;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.store.Store;

/** The running SIP edge, with everything that follows from it, as the admin API sees it. Thread-safe. */
public final class EdgeSide implements SipSide, AutoCloseable {
    private final SipEdge edge;
    private final PhoneWatch watch;
    private final PhoneFollower follower;

    private EdgeSide(SipEdge edge, PhoneWatch watch, PhoneFollower follower) {
        this.edge = edge;
        this.watch = watch;
        this.follower = follower;
    }

    /**
     * Opens the sockets; phones are served from now on.
     *
     * @param realm of the digests in the store
     * @throws IOException in one line, when an address cannot be had or a file not be read
     */
    public static EdgeSide open(SipConfig config, String realm, Store store, EdgeListener asterisks, Clock clock)
            throws IOException {
        var book = new SubscriberBook(store);
        var watch = new PhoneWatch();
        SipEdge edge =
                SipEdge.start(EdgeSettings.of(config, realm), book, new FloorAliases(store::floor), watch, clock);
        var follower = new PhoneFollower(store, book, watch, asterisks, edge);
        follower.start();
        return new EdgeSide(edge, watch, follower);
    }

    @Override
    public ObjectNode status() {
        EdgeStatus status = edge.status();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("devices", status.devices())
                .put("contacts", status.contacts())
                .put("transactions", status.transactions())
                .put("received", status.received())
                .put("dropped", status.dropped())
                .put("bans", status.bans());
        status.listening().forEach(json.putArray("listening")::add);
        var lines = json.putArray("lines");
        lines.add("edge      " + String.join(", ", status.listening()));
        lines.add("phones    " + status.devices() + " registered by " + status.contacts() + " contacts, "
                + status.transactions() + " requests under way, " + status.bans() + " addresses banned");
        var faults = json.putArray("faults");
        status.fault().ifPresent(why -> faults.add("edge: " + why));
        return json;
    }

    @Override
    public List<Binding> registrations() {
        return edge.registrations();
    }

    @Override
    public List<Binding> registrations(DeviceNumber device) {
        return edge.registrations(device);
    }

    @Override
    public Optional<LastSeen> lastSeen(DeviceNumber device) {
        return edge.registrations(device).stream()
                .max(Comparator.comparing(Binding::seen))
                .map(binding -> PhoneWatch.seen(binding, Optional.empty()))
                .or(() -> watch.lastSeen(device));
    }

    @Override
    public int kick(DeviceNumber device) {
        return edge.kick(device);
    }

    @Override
    public List<ObjectNode> bans() {
        return edge.bans().stream().map(EdgeSide::written).toList();
    }

    private static ObjectNode written(Ban ban) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("source", ban.source().getHostAddress())
                .put("left_seconds", ban.left().toSeconds())
                .put("times", ban.times());
    }

    @Override
    public boolean pardon(InetAddress source) {
        return edge.pardon(source);
    }

    @Override
    public AutoCloseable trace(Optional<DeviceNumber> device, Consumer<String> lines) {
        return edge.trace(device, lines);
    }

    @Override
    public void close() {
        follower.close();
        edge.close();
    }
}
