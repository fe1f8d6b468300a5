package org.hotdesk.sip.message;

import java.util.Optional;
import java.util.function.Function;

/** What a parser made of some bytes: a {@link SipMessage}, {@link NeedMore}, or {@link Wrong} at an offset. */
public sealed interface Parsed permits SipMessage, Parsed.NeedMore, Parsed.Wrong {

    /** A stream has not delivered the whole message yet: call again from the same offset with more bytes. */
    enum NeedMore implements Parsed {
        NEED_MORE;

        @Override
        public <R> R fold(Function<SipMessage, R> message, Function<NeedMore, R> needMore, Function<Wrong, R> wrong) {
            return needMore.apply(this);
        }
    }

    /**
     * The bytes are no good message.
     *
     * @param offset where in the buffer the fault was seen
     * @param fault what it is
     * @param head the lines that could be read all the same, for building an answer; on a stream the connection
     *     cannot go on, since the end of the message is not known for sure
     */
    record Wrong(int offset, Fault fault, Optional<SipMessage> head) implements Parsed {
        @Override
        public <R> R fold(Function<SipMessage, R> message, Function<NeedMore, R> needMore, Function<Wrong, R> wrong) {
            return wrong.apply(this);
        }
    }

    /** Treats each of the three outcomes. */
    <R> R fold(Function<SipMessage, R> message, Function<NeedMore, R> needMore, Function<Wrong, R> wrong);
}
