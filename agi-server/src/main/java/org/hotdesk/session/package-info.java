/** Sessions that end by themselves: what Asterisk tells of phones, and what is said to people before. */
@NullMarked
package org.hotdesk.session;

import org.jspecify.annotations.NullMarked;
