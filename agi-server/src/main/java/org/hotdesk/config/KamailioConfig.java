package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A Kamailio instead of the SIP edge.
 *
 * @param address where it listens, for phones and for Asterisk
 * @param asterisk where Asterisk's PJSIP listens
 * @param domains what phones may call it; empty for its address
 * @param contactsMax how many phones may register as one device
 */
public record KamailioConfig(
        InetSocketAddress address,
        InetSocketAddress asterisk,
        List<String> domains,
        SipConfig.Expiry expiry,
        int contactsMax) {
    public KamailioConfig {
        domains = List.copyOf(domains);
    }
}
