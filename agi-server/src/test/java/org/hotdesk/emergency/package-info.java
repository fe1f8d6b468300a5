@NullMarked
package org.hotdesk.emergency;

import org.jspecify.annotations.NullMarked;
