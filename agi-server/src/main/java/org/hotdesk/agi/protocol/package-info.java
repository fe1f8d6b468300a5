/** The FastAGI server: who may connect, what is read, what is written, and for how long. Knows no devices and no users. */
@NullMarked
package org.hotdesk.agi.protocol;

import org.jspecify.annotations.NullMarked;
