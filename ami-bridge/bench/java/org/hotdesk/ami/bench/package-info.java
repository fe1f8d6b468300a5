/** Load programs that measure the bridge against a peer on the same Asterisk. */
@NullMarked
package org.hotdesk.ami.bench;

import org.jspecify.annotations.NullMarked;
