@NullMarked
package org.hotdesk.agi.protocol;

import org.jspecify.annotations.NullMarked;
