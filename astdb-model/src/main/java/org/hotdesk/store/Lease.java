package org.hotdesk.store;

/**
 * The right to write one Asterisk's rows, from {@link Leases#take}.
 *
 * @param server whose rows
 * @param companion who has the right
 * @param term grows each time the right changes hands, so that one that was lost meanwhile is known
 */
public record Lease(String server, String companion, long term) {}
