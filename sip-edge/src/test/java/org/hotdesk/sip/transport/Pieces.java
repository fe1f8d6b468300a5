package org.hotdesk.sip.transport;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipParser;

/** A connection whose bytes arrive in pieces of any size, framed as those of a real one. */
public final class Pieces implements StreamFramer.Sink {
    private final Consumer<byte[]> messages;
    private final Random random;
    private final StreamFramer framer;
    private boolean broken;

    /** @param messages takes each whole message, and what is left when no end can be found */
    public Pieces(Consumer<byte[]> messages, Random random) {
        this.messages = messages;
        this.random = random;
        framer = new StreamFramer(new SipParser(SipLimits.USUAL), SipLimits.USUAL.messageBytes(), this);
    }

    /** Sends bytes; false when the connection has to end. */
    public boolean send(byte[] bytes) {
        for (int at = 0; at < bytes.length && !broken; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextInt(8) == 0 ? 4 : 700));
            framer.feed(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return !broken;
    }

    @Override
    public void message(byte[] bytes) {
        messages.accept(bytes);
    }

    @Override
    public void ping() {
        // Answered where the socket is.
    }

    @Override
    public void wrong(byte[] bytes) {
        broken = true;
        messages.accept(bytes);
    }
}
