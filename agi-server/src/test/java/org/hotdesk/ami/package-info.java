/** The bridge against a real Asterisk. */
@NullMarked
package org.hotdesk.ami;

import org.jspecify.annotations.NullMarked;
