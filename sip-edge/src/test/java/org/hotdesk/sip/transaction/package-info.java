@NullMarked
package org.hotdesk.sip.transaction;

import org.jspecify.annotations.NullMarked;
