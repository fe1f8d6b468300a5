/** Whether a caller is who they say: PINs, the locks that wrong ones bring, and where PINs are compared. */
@NullMarked
package org.hotdesk.login;

import org.jspecify.annotations.NullMarked;
