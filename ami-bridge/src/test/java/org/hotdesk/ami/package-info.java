@NullMarked
package org.hotdesk.ami;

import org.jspecify.annotations.NullMarked;
