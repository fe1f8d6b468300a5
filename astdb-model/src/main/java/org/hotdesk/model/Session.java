package org.hotdesk.model;

import java.time.Instant;

/**
 * One user sitting at one device, from {@code began} on. Open sessions are the only record of who sits where.
 *
 * @param id grows with every session of the store, so it gives the login order
 */
public record Session(long id, DeviceNumber device, UserNumber user, Instant began, How how) {}
