/** Kamailio on our tables, and its text files. */
@NullMarked
package org.hotdesk.kamailio;

import org.jspecify.annotations.NullMarked;
