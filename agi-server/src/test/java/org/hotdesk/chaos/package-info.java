/** Faults of every kind against a running system while people log in and out, and the proof that nothing was lost. */
@NullMarked
package org.hotdesk.chaos;

import org.jspecify.annotations.NullMarked;
