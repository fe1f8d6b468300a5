package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Binding;

/** The SIP edge as the admin API needs it. Thread-safe. */
public interface SipSide {
    /** Addresses and counts; {@code lines} tells them in words, {@code faults} holds a line for whatever is wrong. */
    ObjectNode status();

    /** Every contact of every device. */
    List<Binding> registrations();

    /** The contacts of one device; none when it is not registered. */
    List<Binding> registrations(DeviceNumber device);

    /** When the phone was heard of last; empty when it was not since the daemon started. */
    Optional<LastSeen> lastSeen(DeviceNumber device);

    /** Ends all contacts of the device; how many there were. */
    int kick(DeviceNumber device);

    /** Who is not heard for a while, each with {@code source}, {@code left_seconds} and how many {@code times} so far. */
    List<ObjectNode> bans();

    /** Hears that source again; false when it was not banned. */
    boolean pardon(InetAddress source);

    /**
     * Passes on every message to and from phones, or those of one device, until closed; secrets are masked.
     *
     * @param lines must not wait
     */
    AutoCloseable trace(Optional<DeviceNumber> device, Consumer<String> lines);
}
