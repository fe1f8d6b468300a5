@NullMarked
package org.hotdesk.ami.burst;

import org.jspecify.annotations.NullMarked;
