/** The guard's rules, tried by values. */
@NullMarked
package org.hotdesk.sip.abuse;

import org.jspecify.annotations.NullMarked;
