/**
 * {@code hotdesk doctor}: looks at everything that a working system needs and says of each fault how to mend it. Classes whose names
 * end in {@code Look} say what was found and have no opinion; those that end in {@code Checks} judge it and touch nothing.
 */
@NullMarked
package org.hotdesk.doctor;

import org.jspecify.annotations.NullMarked;
