package org.hotdesk.sip.watch;

import java.time.Instant;
import java.util.function.Function;

/** What a {@link WatchPhone} saw, with the time at which the packet arrived. */
public sealed interface Sighting {
    /** When it arrived, before anything was made of it. */
    Instant at();

    /** A lamp was told, changed or not. */
    record Lamp(String number, LampState state, Instant at) implements Sighting {
        @Override
        public <R> R fold(Function<Lamp, R> lamp, Function<Mailbox, R> mailbox, Function<Failed, R> failed) {
            return lamp.apply(this);
        }
    }

    /**
     * The state of a mailbox was told.
     *
     * @param asked whether it answers our subscription; else the server told it of its own
     */
    record Mailbox(Messages messages, boolean asked, Instant at) implements Sighting {
        @Override
        public <R> R fold(Function<Lamp, R> lamp, Function<Mailbox, R> mailbox, Function<Failed, R> failed) {
            return mailbox.apply(this);
        }
    }

    /**
     * A request came to nothing.
     *
     * @param what the method and number it was about
     * @param status the answer, or 0 when there was none
     */
    record Failed(String what, int status, Instant at) implements Sighting {
        @Override
        public <R> R fold(Function<Lamp, R> lamp, Function<Mailbox, R> mailbox, Function<Failed, R> failed) {
            return failed.apply(this);
        }
    }

    /** Treats each kind. */
    <R> R fold(Function<Lamp, R> lamp, Function<Mailbox, R> mailbox, Function<Failed, R> failed);
}
