package org.hotdesk.sip.proxy;

import java.net.InetSocketAddress;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.transport.Transport;

/**
 * What the user part of our Record-Route says: whose phone is in the dialog, and by which way it is reached.
 *
 * @param instance a mark of the contact's {@code +sip.instance}, by which the phone is found when it has moved; 0 when
 *     it has none
 */
record RouteToken(
        DeviceNumber device,
        Transport transport,
        InetSocketAddress local,
        InetSocketAddress remote,
        long connection,
        int instance) {}
