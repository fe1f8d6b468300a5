/**
 * Effects on Asterisk. {@link org.hotdesk.ami.AsteriskBridge} puts together the links, the mirror, the lamps and the
 * mailboxes of one Asterisk.
 */
@NullMarked
package org.hotdesk.ami;

import org.jspecify.annotations.NullMarked;
