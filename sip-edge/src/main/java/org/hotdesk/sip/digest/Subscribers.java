package org.hotdesk.sip.digest;

import java.util.Optional;
import org.hotdesk.model.DeviceNumber;

/** Who may authenticate. Answers from memory, at once; may be asked by any thread. */
public interface Subscribers {
    /**
     * An account: only the hashes, never the password.
     *
     * @param md5 empty for an account that shall authenticate with SHA-256 alone
     */
    record Subscriber(DeviceNumber device, Optional<Ha1> md5, Optional<Ha1> sha256) {}

    /** The account of that user name, which is the device's number; empty when there is none. */
    Optional<Subscriber> find(String user);
}
