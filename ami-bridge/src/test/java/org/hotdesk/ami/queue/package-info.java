@NullMarked
package org.hotdesk.ami.queue;

import org.jspecify.annotations.NullMarked;
