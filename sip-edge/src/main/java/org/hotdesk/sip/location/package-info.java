/** Where devices can be reached: bindings in memory, and a journal from which they come back after a restart. */
@NullMarked
package org.hotdesk.sip.location;

import org.jspecify.annotations.NullMarked;
