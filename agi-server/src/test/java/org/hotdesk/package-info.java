@NullMarked
package org.hotdesk;

import org.jspecify.annotations.NullMarked;
