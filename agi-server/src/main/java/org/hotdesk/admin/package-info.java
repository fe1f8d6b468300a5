/**
 * The admin API: JSON over HTTP on loopback, by which the {@code hotdesk} command and other programs reach the daemon.
 *
 * <p>Three gates stand before every request: the {@code Host} header must name this machine (so no web page can reach
 * it by a name of its own), the bearer token must be that of the token file, and the body must be small. What a route
 * refuses is an {@link org.hotdesk.admin.AdminRefusal}, caught in {@link org.hotdesk.admin.AdminServer} alone.
 */
@NullMarked
package org.hotdesk.admin;

import org.jspecify.annotations.NullMarked;
