/**
 * The configuration: {@code hotdesk.toml} and {@code conf.d/*.toml}, read and checked whole before anything starts.
 *
 * <p>{@link org.hotdesk.config.Settings} is the one list of keys. The reader, the commented file that {@code hotdesk init}
 * writes, {@code hotdesk config show} and the README's reference all follow from it.
 */
@NullMarked
package org.hotdesk.config;

import org.jspecify.annotations.NullMarked;
