package org.hotdesk.sip.proxy;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Binding;

/** Names and numbers the proxy goes by. The edge's thread only; answers at once. */
public interface Directory {
    /** Whether a host of a Request-URI, as it stands there, is this edge or its domain. */
    boolean isOurs(String host);

    /** Which device that user part of a URI means, by its number or an alias; empty when none. */
    Optional<DeviceNumber> device(String user);

    /** The number that Asterisk shall see for what a phone dialled, when it is an alias of something. */
    Optional<String> dialled(String user);

    /** The number by which the outside knows that device, to be asserted to Asterisk; empty when none is to be. */
    Optional<String> asserted(DeviceNumber device);

    /** The contacts of a device that have not expired, highest preference first. */
    List<Binding> contacts(DeviceNumber device);
}
