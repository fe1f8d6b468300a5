/** Faults planted, and found with their mends. */
@NullMarked
package org.hotdesk.doctor;

import org.jspecify.annotations.NullMarked;
