package org.hotdesk.ami.link;

import java.time.Instant;

/**
 * One link as {@code hotdesk status} shows it.
 *
 * @param since when the state was entered
 * @param detail why it is so, in words for a person; empty when there is nothing to say
 * @param banner the line Asterisk greeted with last, such as {@code Asterisk Call Manager/11.0.0}; empty before the first
 * @param logins how often the link has come up since we started
 */
public record LinkStatus(LinkName link, LinkState state, Instant since, String detail, String banner, long logins) {}
