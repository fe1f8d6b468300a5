package org.hotdesk.demo;

import java.net.InetSocketAddress;

/**
 * What is typed into a phone.
 *
 * @param name user part of its address and user name of its authentication
 * @param secret its password
 * @param server where it registers
 * @param line how it speaks with the server
 * @param answers whether it answers by itself or when told to
 * @param subscribes whether it asks for message-waiting by SUBSCRIBE; it takes NOTIFYs it did not ask for anyway
 */
public record PhoneAccount(
        String name, String secret, InetSocketAddress server, PhoneLine line, Answers answers, boolean subscribes) {

    /** When a phone answers. */
    public enum Answers {
        /** At once. */
        BY_ITSELF,
        /** On {@link PhoneCall#answer()}. */
        WHEN_TOLD
    }

    /** A desk phone by UDP: answers when told, and leaves it to the server to send message-waiting. */
    public static PhoneAccount of(String name, String secret, InetSocketAddress server) {
        return new PhoneAccount(name, secret, server, PhoneLine.UDP, Answers.WHEN_TOLD, false);
    }

    /** The same phone, answering by itself. */
    public PhoneAccount answeringByItself() {
        return new PhoneAccount(name, secret, server, line, Answers.BY_ITSELF, subscribes);
    }

    /** The same phone, subscribing to message-waiting. */
    public PhoneAccount subscribing() {
        return new PhoneAccount(name, secret, server, line, answers, true);
    }

    /** The same phone at another server, or on another line to it. */
    public PhoneAccount at(InetSocketAddress server, PhoneLine line) {
        return new PhoneAccount(name, secret, server, line, answers, subscribes);
    }

    @Override
    public String toString() {
        return name + "@" + server;
    }
}
