@NullMarked
package org.hotdesk.sip.proxy;

import org.jspecify.annotations.NullMarked;
