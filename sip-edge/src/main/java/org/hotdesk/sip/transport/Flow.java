package org.hotdesk.sip.transport;

import java.net.InetSocketAddress;

/**
 * The way a message came, and the way back to its sender: a peer's address behind one of our UDP sockets, or one
 * connection. Two flows are equal when they are the same way. Used by the edge's thread only.
 */
public interface Flow {
    Side side();

    Transport transport();

    /** The peer as we see it, behind whatever translates its address. */
    InetSocketAddress remote();

    /** The address of ours that the peer sends to; what Via and Record-Route name. */
    InetSocketAddress local();

    /** 0 for UDP; else a number no other connection of this process has had. */
    long connection();

    /** False once the connection is gone; always true for UDP. */
    boolean isOpen();

    /**
     * Sends a whole message, copying it before it returns; never waits. What cannot be sent is lost, as on any network.
     *
     * @return false when it is known to be lost: connection closed, or its queue full
     */
    boolean send(byte[] bytes, int from, int end);

    /** Ends the connection once what was sent is out; nothing for UDP. */
    default void close() {}
}
