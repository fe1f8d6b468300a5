/** Files of people and their phones, read and judged. */
@NullMarked
package org.hotdesk.bulk;

import org.jspecify.annotations.NullMarked;
