package org.hotdesk.supervise;

import java.util.Optional;

/**
 * A part without which the daemon had better be started anew.
 *
 * @param name in a word
 * @param sign looks whether it lives; may block or throw, which counts as dead
 */
public record Vital(String name, Sign sign) {
    /** Looks at one part. */
    @FunctionalInterface
    public interface Sign {
        /** Why it does not live; empty when it does. */
        Optional<String> fault() throws Exception;
    }
}
