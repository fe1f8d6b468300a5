package org.hotdesk.agi.protocol;

/** What is done for one path of the routing table. Called by many threads at once, one for each call. */
@FunctionalInterface
public interface Script {
    /**
     * Serves one call from beginning to end; may block as long as the caller listens.
     *
     * @throws AgiException when the call is over before the script is
     */
    void run(AgiCall call);
}
