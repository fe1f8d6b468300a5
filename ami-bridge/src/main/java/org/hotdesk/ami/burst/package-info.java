/** Work that many wishes may ask for and that is done once for all of them. */
@NullMarked
package org.hotdesk.ami.burst;

import org.jspecify.annotations.NullMarked;
