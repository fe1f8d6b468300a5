package org.hotdesk.ami.mirror;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hotdesk.astdb.EntityRows;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Technology;
import org.hotdesk.model.UserNumber;

/** What rows are made from: one floor, and PINs where they are mirrored. One owner thread. */
final class Source {
    private final Floor floor;
    private final Function<UserNumber, Optional<String>> pins;
    private final Map<Entity, EntityRows> made = new HashMap<>();
    private Optional<Map<String, DeviceNumber>> channels = Optional.empty();

    Source(Floor floor, Function<UserNumber, Optional<String>> pins) {
        this.floor = floor;
        this.pins = pins;
    }

    Floor floor() {
        return floor;
    }

    /** Makes the rows of an entity now, for {@link #rows} to have them later. */
    void make(Entity entity) {
        made.put(entity, entity.rows(this));
    }

    /** The rows of an entity as they should stand. */
    EntityRows rows(Entity entity) {
        EntityRows before = made.get(entity);
        return before == null ? entity.rows(this) : before;
    }

    /** The PIN in clear, where compatibility mode mirrors it; else empty. */
    Optional<String> pin(UserNumber user) {
        return floor.user(user).flatMap(known -> pins.apply(user));
    }

    Optional<DeviceNumber> deviceOfChannel(String channel) {
        return Optional.ofNullable(channels().get(channel));
    }

    /** Device by DAHDI channel; found by looking through all devices, once for each floor. */
    Map<String, DeviceNumber> channels() {
        if (channels.isEmpty()) {
            Map<String, DeviceNumber> found = new HashMap<>();
            for (Device device : floor.devices()) {
                if (device.technology() == Technology.DAHDI) {
                    found.put(device.dial().resource(), device.number());
                }
            }
            channels = Optional.of(found);
        }
        return channels.get();
    }
}
