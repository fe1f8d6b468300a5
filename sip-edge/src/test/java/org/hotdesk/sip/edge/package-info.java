@NullMarked
package org.hotdesk.sip.edge;

import org.jspecify.annotations.NullMarked;
