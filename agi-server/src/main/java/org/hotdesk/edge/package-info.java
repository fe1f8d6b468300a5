/** The SIP edge within the daemon: who may register there, what follows when phones come and go, and what status says. */
@NullMarked
package org.hotdesk.edge;

import org.jspecify.annotations.NullMarked;
