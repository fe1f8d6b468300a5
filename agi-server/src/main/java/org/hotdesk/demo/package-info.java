/**
 * A private Asterisk, real phones and a trunk, as the demo shows them to a visitor and as the integration tests use them.
 *
 * <p>{@link org.hotdesk.demo.AsteriskRoot} prepares the programs once, {@link org.hotdesk.demo.PrivateAsterisk} runs one
 * Asterisk of its own, {@link org.hotdesk.demo.Phone} is a real SIP phone. Everything listens on 127.0.0.1 only and is
 * gone after {@code close()}, also when this process is killed.
 */
@NullMarked
package org.hotdesk.demo;

import org.jspecify.annotations.NullMarked;
