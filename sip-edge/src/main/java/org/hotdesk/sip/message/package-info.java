/**
 * SIP messages as byte offsets over one buffer: {@link org.hotdesk.sip.message.SipParser} frames and indexes,
 * {@link org.hotdesk.sip.message.MessageCheck} judges, the views ({@code Uri}, {@code NameAddr}, {@code Via},
 * {@code CSeq}, {@code Params}) read one value when somebody asks, {@link org.hotdesk.sip.message.SipWriter} is the
 * only encoder.
 */
@NullMarked
package org.hotdesk.sip.message;

import org.jspecify.annotations.NullMarked;
