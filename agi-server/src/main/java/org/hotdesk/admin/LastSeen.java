package org.hotdesk.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * When a phone behind the SIP edge was heard of last.
 *
 * @param address where it was, such as {@code 192.0.2.7:5060}
 * @param gone in a word why it is registered no more; empty while it is
 */
public record LastSeen(Instant at, String address, String userAgent, Optional<String> gone) {}
