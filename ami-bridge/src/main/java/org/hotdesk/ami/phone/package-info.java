/** What phones do: their states as one Asterisk tells them, and calls that nobody took. */
@NullMarked
package org.hotdesk.ami.phone;

import org.jspecify.annotations.NullMarked;
