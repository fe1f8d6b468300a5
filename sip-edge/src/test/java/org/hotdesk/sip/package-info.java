/** What is said of the module as a whole. */
@NullMarked
package org.hotdesk.sip;

import org.jspecify.annotations.NullMarked;
