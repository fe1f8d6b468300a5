@NullMarked
package org.hotdesk.sip.watch;

import org.jspecify.annotations.NullMarked;
