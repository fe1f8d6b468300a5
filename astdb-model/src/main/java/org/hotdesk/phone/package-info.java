/** Hard phones as values: their address, model, lines and settings. */
@NullMarked
package org.hotdesk.phone;

import org.jspecify.annotations.NullMarked;
