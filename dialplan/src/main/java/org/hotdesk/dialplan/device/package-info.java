/** The devices in Asterisk's own files: {@code pjsip.conf}, {@code sip.conf}, {@code iax.conf}, {@code chan_dahdi.conf}. */
@NullMarked
package org.hotdesk.dialplan.device;

import org.jspecify.annotations.NullMarked;
