/** The SIP edge as a whole: registrar and proxy on their sockets, and what others may ask of it and hear from it. */
@NullMarked
package org.hotdesk.sip.edge;

import org.jspecify.annotations.NullMarked;
