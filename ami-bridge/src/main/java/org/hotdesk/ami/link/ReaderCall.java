package org.hotdesk.ami.link;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;

/** One action on the reader link and the future of its answer. */
class ReaderCall<T> extends CompletableFuture<T> {
    private final String name;
    private final Map<String, String> headers;
    private final Duration allowance;
    private final T success;

    /** @param allowance how long Asterisk may take from when it has answered everything before */
    ReaderCall(String name, Map<String, String> headers, Duration allowance, T success) {
        this.name = name;
        this.headers = headers;
        this.allowance = allowance;
        this.success = success;
    }

    /** An action of which only the success is of interest. */
    @SuppressWarnings("NullAway") // Void has no other value
    static ReaderCall<Void> of(String name, Map<String, String> headers, Duration allowance) {
        return new ReaderCall<>(name, headers, allowance, null);
    }

    final Duration allowance() {
        return allowance;
    }

    final String name() {
        return name;
    }

    final LibraryShapes.SpokenAction action(String id) {
        headers.forEach(AmiText::check);
        LibraryShapes.SpokenAction action = new LibraryShapes.SpokenAction(name, headers);
        action.setActionId(id);
        return action;
    }

    final void accept(ManagerResponse response) {
        if (response instanceof ManagerError) {
            refused(AmiText.fit(String.valueOf(response.getMessage())));
        } else {
            complete(success);
        }
    }

    void refused(String said) {
        completeExceptionally(new AmiException(AmiException.Why.REFUSED, "Asterisk refused " + name + ": " + said));
    }
}
