/** Queues: who is logged in is a member of the queues their policy names. */
@NullMarked
package org.hotdesk.ami.queue;

import org.jspecify.annotations.NullMarked;
