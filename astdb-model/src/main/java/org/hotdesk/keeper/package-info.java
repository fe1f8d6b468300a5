/** Ends sessions by rule: what is known of phones and people, and who watches the time. */
@NullMarked
package org.hotdesk.keeper;

import org.jspecify.annotations.NullMarked;
