/** Tells the house that somebody dialled an emergency number, and from where. The call itself never waits for it. */
@NullMarked
package org.hotdesk.emergency;

import org.jspecify.annotations.NullMarked;
