package org.hotdesk.sip.transport;

/** On which side of the edge a peer is: told by the socket alone, never by what a message says. */
public enum Side {
    /** The open side, where anybody may send. */
    PHONES,
    /** The inner side, a socket that hears the configured Asterisk and nobody else. */
    ASTERISK
}
