/** Sockets, timers and the one thread of the edge: bytes in, bytes out, and by which way a sender is reached. */
@NullMarked
package org.hotdesk.sip.transport;

import org.jspecify.annotations.NullMarked;
