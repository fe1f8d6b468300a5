/** Load programs that measure the FastAGI server beside its peer, each in a process of its own. */
@NullMarked
package org.hotdesk.agi.bench;

import org.jspecify.annotations.NullMarked;
