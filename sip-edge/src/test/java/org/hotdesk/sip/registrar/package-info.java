@NullMarked
package org.hotdesk.sip.registrar;

import org.jspecify.annotations.NullMarked;
