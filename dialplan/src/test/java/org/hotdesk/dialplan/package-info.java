@NullMarked
package org.hotdesk.dialplan;

import org.jspecify.annotations.NullMarked;
