package org.hotdesk.sip.abuse;

import java.net.InetAddress;
import java.time.Duration;

/**
 * A source that is not heard for now.
 *
 * @param source the IPv4 address, or the first address of the IPv6 /64
 * @param left how long it still lasts
 * @param times the how manieth ban of this source it is; each lasts twice as long as the one before
 */
public record Ban(InetAddress source, Duration left, int times) {}
