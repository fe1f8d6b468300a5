/** Tests of the store, on a real database each. */
@NullMarked
package org.hotdesk.store;

import org.jspecify.annotations.NullMarked;
