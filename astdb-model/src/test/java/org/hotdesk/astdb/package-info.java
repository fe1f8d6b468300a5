/** Tests of the projection to astdb rows and back. */
@NullMarked
package org.hotdesk.astdb;

import org.jspecify.annotations.NullMarked;
