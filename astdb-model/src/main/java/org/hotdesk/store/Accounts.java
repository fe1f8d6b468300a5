package org.hotdesk.store;

import java.util.List;
import java.util.Map;
import org.hotdesk.model.Alias;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;

/**
 * SIP accounts and aliases that come in together.
 *
 * @param devices new ones
 * @param sipSecrets valid ones, see {@link Secrets#isSipSecret}, of devices that come in or are here
 * @param aliases each leads to a device or user that comes in or is here; one of the same name is led anew
 */
public record Accounts(List<Device> devices, Map<DeviceNumber, char[]> sipSecrets, List<Alias> aliases) {
    public Accounts {
        devices = List.copyOf(devices);
        sipSecrets = Map.copyOf(sipSecrets);
        aliases = List.copyOf(aliases);
    }

    /** Never with the secrets. */
    @Override
    public String toString() {
        return "Accounts[" + devices.size() + " devices, " + aliases.size() + " aliases]";
    }
}
