/**
 * The stateful proxy of RFC 3261 §16 between phones and Asterisk: every request crosses from one side to the other, a
 * dialog finds its way back by keyed tokens in Record-Route, calls to a device fork to all its contacts.
 */
@NullMarked
package org.hotdesk.sip.proxy;

import org.jspecify.annotations.NullMarked;
