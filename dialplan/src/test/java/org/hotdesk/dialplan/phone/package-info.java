@NullMarked
package org.hotdesk.dialplan.phone;

import org.jspecify.annotations.NullMarked;
