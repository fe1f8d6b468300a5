/** Tests of the pure rules. */
@NullMarked
package org.hotdesk.rules;

import org.jspecify.annotations.NullMarked;
