/** Figures about the daemon for Prometheus. */
@NullMarked
package org.hotdesk.metrics;

import org.jspecify.annotations.NullMarked;
