package org.hotdesk.ami.link;

import static org.hotdesk.ami.link.ActionEncoder.ascii;

import java.util.ArrayList;
import java.util.List;

/** QueueStatus: all members of all queues. Asterisk apps/app_queue.c, manager_queues_status(): one event a member. */
final class QueueStatusOperation extends Operation<List<QueueMember>> {
    private static final byte[] ACTION = ascii("QueueStatus");
    private static final byte[] MEMBER = ascii("Event: QueueMember\r\n");
    private static final byte[] COMPLETE = ascii("Event: QueueStatusComplete\r\n");
    private static final byte[] QUEUE = ascii("\r\nQueue: ");
    private static final byte[] LOCATION = ascii("\r\nLocation: ");
    private static final byte[] PAUSED = ascii("\r\nPaused: ");
    private static final byte[] REASON = ascii("\r\nPausedReason: ");

    private final List<QueueMember> members = new ArrayList<>();

    @Override
    byte[] action() {
        return ACTION;
    }

    @Override
    void headers(ActionEncoder out) {}

    @Override
    boolean accept(Message message) {
        if (message.isResponse()) {
            if (!message.isSuccess()) {
                refused(message);
            }
            return !message.isSuccess();
        }
        if (message.startsWith(MEMBER)) {
            members.add(new QueueMember(
                    message.header(QUEUE).orElse(""),
                    message.header(LOCATION).orElse(""),
                    message.header(PAUSED).filter("1"::equals).isPresent(),
                    message.header(REASON).orElse("")));
        } else if (message.startsWith(COMPLETE)) {
            complete(List.copyOf(members));
            return true;
        }
        return false;
    }
}
