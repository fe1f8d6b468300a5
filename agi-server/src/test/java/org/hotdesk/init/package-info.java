/** Tests of {@code hotdesk init} on copied Asterisk folders. */
@NullMarked
package org.hotdesk.init;

import org.jspecify.annotations.NullMarked;
