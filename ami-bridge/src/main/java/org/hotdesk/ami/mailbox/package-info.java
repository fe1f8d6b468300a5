/** Message-waiting lamps: which real mailbox each phone's dummy mailbox {@code <device>@device} leads to. */
@NullMarked
package org.hotdesk.ami.mailbox;

import org.jspecify.annotations.NullMarked;
