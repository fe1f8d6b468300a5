/** Comes from a FreePBX, and goes back: its astdb and MySQL dumps read, and the report on what became of each value. Pure. */
@NullMarked
package org.hotdesk.freepbx;

import org.jspecify.annotations.NullMarked;
