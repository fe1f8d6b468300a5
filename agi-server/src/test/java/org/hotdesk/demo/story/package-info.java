/** The demo, run as its user runs it. */
@NullMarked
package org.hotdesk.demo.story;

import org.jspecify.annotations.NullMarked;
