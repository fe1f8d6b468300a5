package org.hotdesk.ami.lamp;

import java.util.Optional;

/**
 * The lamps of one Asterisk as {@code hotdesk status} shows them.
 *
 * @param lamps how many are kept
 * @param written how often one was set since we started
 * @param fault why a lamp could not be set last, until one can again
 */
public record LampStatus(int lamps, long written, Optional<String> fault) {}
