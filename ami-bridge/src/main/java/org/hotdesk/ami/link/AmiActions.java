package org.hotdesk.ami.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The AMI actions that are not astdb reads and writes. {@code setvar}, {@code getvar}, {@code userEvent}, {@code
 * mailboxCount}, {@code notifyMessages}, {@code checkSync}, {@code tree}, {@code ring} and those of queues travel on the writer link, in one order with the actions of {@link AstDbLink}; the others on the reader link,
 * where a slow one holds up no change. Failures are
 * {@link AmiException}s in the future. Thread-safe.
 */
public interface AmiActions {
    /** Sets a global variable or writes a function such as {@code DEVICE_STATE(Custom:HD201)}. */
    CompletableFuture<Void> setvar(String variable, String value);

    /** Reads a global variable or a function such as {@code DEVICE_STATE(PJSIP/1001)}; empty text when unset. */
    CompletableFuture<String> getvar(String variable);

    /** Fires a {@code UserEvent} with these headers in the map's order. */
    CompletableFuture<Void> userEvent(String name, Map<String, String> headers);

    /** Makes app_voicemail count a mailbox again and tell its subscribers. */
    CompletableFuture<Void> voicemailRefresh(String context, String box);

    /** Counts what waits in a mailbox, such as {@code 201@default}; nothing in one that does not exist. */
    CompletableFuture<MessageCount> mailboxCount(String mailbox);

    /** Sends all contacts of a PJSIP endpoint a NOTIFY with these counts, as for a mailbox of its own; none is no error. */
    CompletableFuture<Void> notifyMessages(String endpoint, MessageCount count);

    /** Tells all contacts of a PJSIP endpoint to fetch their configuration anew, without a restart where they can; none is no error. */
    CompletableFuture<Void> checkSync(String endpoint);

    /** Reloads one module, such as {@code res_pjsip.so} or {@code app_voicemail.so}. */
    CompletableFuture<Void> reload(String module);

    /** Whether Asterisk has loaded this module, such as {@code res_manager_devicestate.so}. */
    CompletableFuture<Boolean> moduleLoaded(String module);

    /**
     * Reads all rows of one family, exactly that and in exactly its case. Asterisk holds its astdb lock meanwhile (0.7 s
     * at 200,000 rows), so it is for a person's request, never for a timer.
     */
    CompletableFuture<AstDbTree> tree(String family);

    /** Every member of every queue; refused where app_queue is not loaded. */
    CompletableFuture<List<QueueMember>> queueMembers();

    /**
     * Makes an interface a member of a queue; refused when it is one already and when there is no such queue.
     *
     * @param name shown for the member
     * @param stateInterface the device whose state is the member's, such as {@code Custom:HD201}
     */
    CompletableFuture<Void> queueAdd(QueueMember member, String name, String stateInterface);

    /** Takes an interface out of a queue; refused when it is no member. */
    CompletableFuture<Void> queueRemove(String queue, String interfaceName);

    /** Pauses a member, or lets it be called again, as this says. */
    CompletableFuture<Void> queuePause(QueueMember member);

    /**
     * Rings a channel, and when it is answered plays these sound files; returns when Asterisk has begun.
     *
     * @param files with {@code &} between
     */
    CompletableFuture<Void> ring(String channel, Duration most, String callerId, String files);
}
