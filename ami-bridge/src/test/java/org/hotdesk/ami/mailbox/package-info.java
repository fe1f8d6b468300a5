@NullMarked
package org.hotdesk.ami.mailbox;

import org.jspecify.annotations.NullMarked;
