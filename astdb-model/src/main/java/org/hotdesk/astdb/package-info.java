/** Objects as astdb rows and back: the keys and literals that FreePBX dialplans and panels read. */
@NullMarked
package org.hotdesk.astdb;

import org.jspecify.annotations.NullMarked;
