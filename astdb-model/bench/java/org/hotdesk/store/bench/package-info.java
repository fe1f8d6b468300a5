/** What the store costs, by size. */
@NullMarked
package org.hotdesk.store.bench;

import org.jspecify.annotations.NullMarked;
