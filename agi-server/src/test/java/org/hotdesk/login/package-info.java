/** Tests of who gets past the PINs, and who does not. */
@NullMarked
package org.hotdesk.login;

import org.jspecify.annotations.NullMarked;
