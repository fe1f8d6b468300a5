/** Tests of the rules about PINs. */
@NullMarked
package org.hotdesk.pin;

import org.jspecify.annotations.NullMarked;
