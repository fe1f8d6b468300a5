package org.hotdesk.sip.transport;

/**
 * What the sockets have seen since the start.
 *
 * @param received datagrams and messages that were handed over
 * @param sent datagrams and messages that went out
 * @param lost those that could not be sent: no route, socket or write queue full, connection gone
 * @param keepAlives empty datagrams and lines that were swallowed, or answered on a connection
 * @param stun STUN datagrams, answered or not
 * @param foreign datagrams at the inner socket that were not Asterisk's, and dropped
 * @param failures exceptions that the loop caught
 * @param connections open now
 * @param refused connections that were closed at once, since there were too many
 * @param malformed connections that were closed, since their framing was wrong
 */
public record TransportCounts(
        long received,
        long sent,
        long lost,
        long keepAlives,
        long stun,
        long foreign,
        long failures,
        long connections,
        long refused,
        long malformed) {}
