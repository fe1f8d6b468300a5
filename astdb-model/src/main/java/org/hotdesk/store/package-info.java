/**
 * The store: devices, users, sessions, PINs and secrets in a database, with a change log for the mirrors and a
 * snapshot in memory for lookups.
 */
@NullMarked
package org.hotdesk.store;

import org.jspecify.annotations.NullMarked;
