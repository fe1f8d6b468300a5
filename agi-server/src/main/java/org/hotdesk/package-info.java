/** The program: the composition root and the entry point. */
@NullMarked
package org.hotdesk;

import org.jspecify.annotations.NullMarked;
