package org.hotdesk.demo;

import java.net.InetSocketAddress;

/**
 * How to log in to the manager interface of a private Asterisk.
 *
 * @param address on 127.0.0.1
 * @param user has the rights that the companion needs and no more: write system,call,reporting,user,agent,originate and read
 *     system,user,call,agent
 * @param secret made up for this run
 */
public record AmiAccess(InetSocketAddress address, String user, String secret) {

    @Override
    public String toString() {
        return user + "@" + address;
    }
}
