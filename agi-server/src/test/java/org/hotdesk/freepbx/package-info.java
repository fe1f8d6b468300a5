/** Dumps of a FreePBX read, and floors given back. */
@NullMarked
package org.hotdesk.freepbx;

import org.jspecify.annotations.NullMarked;
