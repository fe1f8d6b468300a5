/** Phones' configuration files: made from the store, written to a folder, served, and phones told of new ones. */
@NullMarked
package org.hotdesk.provision;

import org.jspecify.annotations.NullMarked;
