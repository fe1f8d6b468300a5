/** The registrar of RFC 3261 §10.3: who may register which contact for how long, and what is answered. */
@NullMarked
package org.hotdesk.sip.registrar;

import org.jspecify.annotations.NullMarked;
