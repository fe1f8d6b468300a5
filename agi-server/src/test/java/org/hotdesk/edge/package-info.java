@NullMarked
package org.hotdesk.edge;

import org.jspecify.annotations.NullMarked;
