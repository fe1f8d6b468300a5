@NullMarked
package org.hotdesk.dialplan.system;

import org.jspecify.annotations.NullMarked;
