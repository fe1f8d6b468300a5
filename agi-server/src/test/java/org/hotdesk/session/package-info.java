@NullMarked
package org.hotdesk.session;

import org.jspecify.annotations.NullMarked;
