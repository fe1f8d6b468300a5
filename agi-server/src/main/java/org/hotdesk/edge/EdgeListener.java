package org.hotdesk.edge;

import java.util.concurrent.CompletableFuture;
import org.hotdesk.ami.link.MessageCount;
import org.hotdesk.model.DeviceNumber;

/** What the SIP edge has to say to the Asterisks behind it, and to ask them. Thread-safe. */
public interface EdgeListener {
    /** Says whether the phone of a device is there; users' lamps show it. */
    void reachable(DeviceNumber device, boolean isThere);

    /** Asks what waits for who sits at the device; fails with an {@code AmiException}. */
    CompletableFuture<MessageCount> messagesAt(DeviceNumber device);
}
