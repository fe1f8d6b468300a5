/** What the policies of a {@link org.hotdesk.model.Floor} mean for a device and a user, and when they end a session: pure. */
@NullMarked
package org.hotdesk.policy;

import org.jspecify.annotations.NullMarked;
