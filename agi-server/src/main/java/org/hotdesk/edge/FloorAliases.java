package org.hotdesk.edge;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.sip.edge.EdgeAliases;

/** The floor's aliases, for the edge. Thread-safe. */
final class FloorAliases implements EdgeAliases {
    private final Supplier<Floor> floor;

    FloorAliases(Supplier<Floor> floor) {
        this.floor = floor;
    }

    @Override
    public Optional<String> target(String alias) {
        return AliasName.parse(alias)
                .flatMap(floor.get()::alias)
                .map(Alias::target)
                .map(Alias.Target::digits);
    }

    /** The desk's own, else that of who sits there; of several the lowest. */
    @Override
    public Optional<String> reverse(DeviceNumber device) {
        Floor now = floor.get();
        return first(now.aliasesOf(device))
                .or(() -> now.sessionAt(device).flatMap(session -> first(now.aliasesOf(session.user()))));
    }

    private static Optional<String> first(List<AliasName> names) {
        return names.stream().findFirst().map(AliasName::text);
    }
}
