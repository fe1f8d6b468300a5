/** Rules about PINs: how many wrong ones are heard out, and which ones are too easy to guess. Pure. */
@NullMarked
package org.hotdesk.pin;

import org.jspecify.annotations.NullMarked;
