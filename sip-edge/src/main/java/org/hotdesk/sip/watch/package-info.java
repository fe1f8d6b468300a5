/**
 * A small SIP phone without a voice: {@link org.hotdesk.sip.watch.WatchPhone} registers, subscribes to lamps (RFC 4235)
 * and to a mailbox (RFC 3842), and tells what it sees and when. For the demo and for tests of what other phones cannot
 * show.
 */
@NullMarked
package org.hotdesk.sip.watch;

import org.jspecify.annotations.NullMarked;
