/** Lamps: the {@code Custom:} device states that busy lamp fields watch, computed from people and their phones. */
@NullMarked
package org.hotdesk.ami.lamp;

import org.jspecify.annotations.NullMarked;
