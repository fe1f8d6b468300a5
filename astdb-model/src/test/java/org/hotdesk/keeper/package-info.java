@NullMarked
package org.hotdesk.keeper;

import org.jspecify.annotations.NullMarked;
