@NullMarked
package org.hotdesk.sip.message;

import org.jspecify.annotations.NullMarked;
