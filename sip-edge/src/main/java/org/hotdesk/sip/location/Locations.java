package org.hotdesk.sip.location;

import java.util.List;
import org.hotdesk.model.DeviceNumber;

/** Who can be reached where, to be read. The edge's thread only. */
public interface Locations {
    /** The contacts of the device that have not expired, highest preference first; empty when it is not registered. */
    List<Binding> of(DeviceNumber device);
}
