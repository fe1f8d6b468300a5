/** Tells the service manager that the daemon is ready, and that it lives: only while every part that calls need does its work. */
@NullMarked
package org.hotdesk.supervise;

import org.jspecify.annotations.NullMarked;
