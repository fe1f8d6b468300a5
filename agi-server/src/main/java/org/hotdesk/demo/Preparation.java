package org.hotdesk.demo;

import java.util.function.Function;

/** Whether there is an Asterisk to run, and if not, why and what to do about it. */
public sealed interface Preparation {

    /** It can be started now. */
    record Ready(AsteriskInstallation installation) implements Preparation {

        @Override
        public <R> R fold(Function<AsteriskInstallation, R> ready, Function<Unusable, R> unusable) {
            return ready.apply(installation);
        }
    }

    /**
     * It cannot be started on this machine.
     *
     * @param reason for programs
     * @param detail for people: what was seen, and what to do
     */
    record Unusable(Reason reason, String detail) implements Preparation {

        @Override
        public <R> R fold(Function<AsteriskInstallation, R> ready, Function<Unusable, R> unusable) {
            return unusable.apply(this);
        }
    }

    /** Why there is none. */
    enum Reason {
        /** Mounting and changing the root folder is root's right alone. */
        NOT_ROOT,
        /** Mounts of one's own are forbidden, as in many containers. */
        NO_MOUNTS,
        /** The packages come from Debian's archive, by apt. */
        NO_DEBIAN,
        /** The archive cannot be reached. */
        NO_NETWORK,
        /** The archive or its signature was not as expected, or the disk was full. */
        FAILED,
        /** There is no Asterisk at the prefix given. */
        NO_ASTERISK
    }

    /** The answer for the case at hand. */
    <R> R fold(Function<AsteriskInstallation, R> ready, Function<Unusable, R> unusable);
}
