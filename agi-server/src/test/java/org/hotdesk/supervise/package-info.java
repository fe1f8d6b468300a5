/** What the service manager hears. */
@NullMarked
package org.hotdesk.supervise;

import org.jspecify.annotations.NullMarked;
