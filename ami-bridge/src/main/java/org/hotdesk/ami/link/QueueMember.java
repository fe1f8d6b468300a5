package org.hotdesk.ami.link;

/**
 * One member of one of app_queue's queues.
 *
 * @param interfaceName what is rung, such as {@code Local/201@hotdesk-queue/n}
 * @param pausedReason as whoever paused it said; empty when it is not paused or nothing was said
 */
public record QueueMember(String queue, String interfaceName, boolean paused, String pausedReason) {}
