/** Tests of the pure rules. */
@NullMarked
package org.hotdesk.policy;

import org.jspecify.annotations.NullMarked;
