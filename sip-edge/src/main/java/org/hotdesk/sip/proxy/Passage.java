package org.hotdesk.sip.proxy;

import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.transport.Flow;

/**
 * What changes about a request on its way, whatever target it goes to.
 *
 * @param came the way it came
 * @param device the phone's, on whichever side it is
 * @param routesGone Route values that were ours, on top
 * @param lastRouteGone a strict router has put the Request-URI there
 * @param recordRoute whether it may begin a dialog, which has to come by us again
 * @param asserted our own P-Asserted-Identity
 * @param hops Max-Forwards from here on
 * @param breadth Max-Breadth as it came, or 60
 * @param loop hash over all that decides its way
 */
record Passage(
        Flow came,
        DeviceNumber device,
        int routesGone,
        boolean lastRouteGone,
        boolean recordRoute,
        Optional<String> asserted,
        int hops,
        int breadth,
        int loop) {}
