/** The dialplan on a real Asterisk, with and without a companion. */
@NullMarked
package org.hotdesk.dialplan;

import org.jspecify.annotations.NullMarked;
