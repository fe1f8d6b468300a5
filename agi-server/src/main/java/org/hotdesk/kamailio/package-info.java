/** What a Kamailio needs that stands instead of the SIP edge: its configuration, and its rights in the database. */
@NullMarked
package org.hotdesk.kamailio;

import org.jspecify.annotations.NullMarked;
