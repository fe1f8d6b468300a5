@NullMarked
package org.hotdesk.sip.digest;

import org.jspecify.annotations.NullMarked;
