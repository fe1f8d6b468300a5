package org.hotdesk.admin;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hotdesk.agi.script.LookupLog;
import org.hotdesk.dialplan.DialplanConfig;
import org.hotdesk.keeper.SessionKeeper;
import org.hotdesk.metrics.Metrics;
import org.hotdesk.pin.LockRule;
import org.hotdesk.pin.PinRules;
import org.hotdesk.store.Store;

/**
 * What the admin API works with.
 *
 * @param sip empty where there is no SIP edge
 * @param kamailio whether a Kamailio stands instead of the edge
 * @param locks what wrong PINs lead to
 * @param pins which new PINs are taken
 * @param metrics empty unless they are wanted
 * @param started when the daemon did
 */
public record AdminParts(
        Store store,
        SessionKeeper keeper,
        DialplanConfig dialplan,
        LookupLog lookups,
        AsteriskSide asterisk,
        Optional<SipSide> sip,
        PhoneSide phones,
        boolean kamailio,
        LockRule locks,
        PinRules pins,
        Optional<Metrics> metrics,
        Clock clock,
        Instant started) {}
