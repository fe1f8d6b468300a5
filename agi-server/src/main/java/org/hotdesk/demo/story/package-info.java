/** The demo: one working day of a hot desk, played on a real Asterisk with real phones and told as it happens. */
@NullMarked
package org.hotdesk.demo.story;

import org.jspecify.annotations.NullMarked;
