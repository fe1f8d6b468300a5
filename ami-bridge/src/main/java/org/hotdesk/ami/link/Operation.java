package org.hotdesk.ami.link;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** One action on the writer link and the future of its answer. Completed on the link's thread only. */
abstract class Operation<T> extends CompletableFuture<T> {
    private long id;

    final long id() {
        return id;
    }

    /** Writes the whole action; an {@link AmiException} half way leaves bytes for the caller to drop. */
    final void writeTo(ActionEncoder out, long number) {
        id = number;
        out.begin(action(), number);
        headers(out);
        out.end();
    }

    abstract byte[] action();

    abstract void headers(ActionEncoder out);

    /** Takes the next message that bears the operation's id; true when the answer is whole with it. */
    abstract boolean accept(Message message);

    /** Whether the message that was cut out belongs to this operation. */
    boolean owns(Message message) {
        return message.id() == id;
    }

    /** Cuts the next message for this operation out of the inbox; false when more bytes are needed. */
    boolean cut(Inbox inbox, Message message) {
        return inbox.next(message);
    }

    final void refused(Message message) {
        completeExceptionally(new AmiException(
                AmiException.Why.REFUSED,
                "Asterisk refused " + new String(action(), StandardCharsets.US_ASCII) + ": " + message.said()));
    }
}
