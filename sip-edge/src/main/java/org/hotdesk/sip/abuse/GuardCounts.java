package org.hotdesk.sip.abuse;

/**
 * What the guard has done since the start.
 *
 * @param banned messages of banned sources, dropped
 * @param tooFast messages of sources above their own rate, dropped
 * @param flooded messages of strangers while strangers were too many in all, dropped
 * @param unanswered replies that were not given
 * @param failures what was reported
 * @param bans bans that began
 */
public record GuardCounts(long banned, long tooFast, long flooded, long unanswered, long failures, long bans) {}
