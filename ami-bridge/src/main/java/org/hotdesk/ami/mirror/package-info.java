/**
 * Keeps Asterisk's astdb the image of the store: drains the change log, verifies by reading, repairs, reads adopted rows
 * back, and says when a change is acknowledged.
 */
@NullMarked
package org.hotdesk.ami.mirror;

import org.jspecify.annotations.NullMarked;
