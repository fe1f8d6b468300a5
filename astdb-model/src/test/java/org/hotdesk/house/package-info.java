/** The house's own rules, checked on the source tree and on the classes. */
@NullMarked
package org.hotdesk.house;

import org.jspecify.annotations.NullMarked;
