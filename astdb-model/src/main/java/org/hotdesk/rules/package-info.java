/** Pure decisions over a {@link org.hotdesk.model.Floor}: logins, fan-out, caller identity, no-answer chains. */
@NullMarked
package org.hotdesk.rules;

import org.jspecify.annotations.NullMarked;
