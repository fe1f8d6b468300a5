/** dbtext files that people wrote, and our own. */
@NullMarked
package org.hotdesk.dbtext;

import org.jspecify.annotations.NullMarked;
