@NullMarked
package org.hotdesk.dialplan.device;

import org.jspecify.annotations.NullMarked;
