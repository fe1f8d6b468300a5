/**
 * Digest authentication of RFC 7616 and 8760 for both sides: HA1s, challenges, credentials, the response and its
 * comparison. Only {@code qop=auth} and the older form without qop; {@code auth-int} is never offered or taken.
 */
@NullMarked
package org.hotdesk.sip.digest;

import org.jspecify.annotations.NullMarked;
