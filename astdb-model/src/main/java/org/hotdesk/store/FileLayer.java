package org.hotdesk.store;

/**
 * What lies between H2 and the disk.
 *
 * @param scheme of H2's file system
 * @param forces whether a commit is forced to disk before it is acknowledged
 */
record FileLayer(String scheme, boolean forces) {
    /** Because H2's usual layer closes the database under everybody when one thread is interrupted while it reads or writes. */
    static final FileLayer ASYNC = new FileLayer("async:", true);
}
