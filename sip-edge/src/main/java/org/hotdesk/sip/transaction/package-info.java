/**
 * Transactions of RFC 3261 §17 with RFC 6026, for requests that are relayed or sent by the edge itself: four machines,
 * each with one method a state and timers as inputs, and the table that finds them.
 */
@NullMarked
package org.hotdesk.sip.transaction;

import org.jspecify.annotations.NullMarked;
