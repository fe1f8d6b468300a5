/** Copies of the store, as operators meet them; the store makes them. */
@NullMarked
package org.hotdesk.backup;

import org.jspecify.annotations.NullMarked;
