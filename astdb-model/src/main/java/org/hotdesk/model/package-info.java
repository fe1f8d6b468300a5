/** The words of the field as values which check themselves: devices, users, sessions, and who sits where now. */
@NullMarked
package org.hotdesk.model;

import org.jspecify.annotations.NullMarked;
