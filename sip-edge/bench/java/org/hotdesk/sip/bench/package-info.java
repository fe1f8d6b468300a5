/** Load programs that measure the edge beside Kamailio, each server in a process of its own on a core of its own. */
@NullMarked
package org.hotdesk.sip.bench;

import org.jspecify.annotations.NullMarked;
