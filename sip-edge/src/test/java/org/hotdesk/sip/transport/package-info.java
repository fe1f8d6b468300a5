/** Sockets and timers, tried with real ones. */
@NullMarked
package org.hotdesk.sip.transport;

import org.jspecify.annotations.NullMarked;
