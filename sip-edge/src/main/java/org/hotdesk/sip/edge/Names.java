package org.hotdesk.sip.edge;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.location.Locations;
import org.hotdesk.sip.proxy.Directory;

/** Which names and numbers are ours. One owner thread. */
final class Names implements Directory {
    private final Set<String> domains = new HashSet<>();
    private final boolean anyAddress;
    private final EdgeAliases aliases;
    private final Locations locations;

    /** @param configured empty when any address literal is meant as us */
    Names(List<String> configured, EdgeAliases aliases, Locations locations) {
        this.anyAddress = configured.isEmpty();
        this.aliases = aliases;
        this.locations = locations;
        configured.forEach(name -> domains.add(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public boolean isOurs(String host) {
        return domains.contains(host.toLowerCase(Locale.ROOT)) || (anyAddress && isAddress(host));
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    @Override
    public Optional<DeviceNumber> device(String user) {
        return DeviceNumber.parse(aliases.target(user).orElse(user));
    }

    @Override
    public Optional<String> dialled(String user) {
        return aliases.target(user);
    }

    @Override
    public Optional<String> asserted(DeviceNumber device) {
        return aliases.reverse(device);
    }

    @Override
    public List<Binding> contacts(DeviceNumber device) {
        return locations.of(device);
    }
}
