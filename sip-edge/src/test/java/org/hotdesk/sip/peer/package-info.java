/** SIP peers for tests, shared as a test-jar: they speak the protocol over loopback, and may lie. */
@NullMarked
package org.hotdesk.sip.peer;

import org.jspecify.annotations.NullMarked;
