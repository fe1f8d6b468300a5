@NullMarked
package org.hotdesk.sip.location;

import org.jspecify.annotations.NullMarked;
