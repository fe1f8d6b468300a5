/**
 * {@code hotdesk init}: the few files an Asterisk needs so that it works with Hotdesk, put in and taken out again. A plan is
 * made first and shown; only applying it touches anything.
 */
@NullMarked
package org.hotdesk.init;

import org.jspecify.annotations.NullMarked;
