@NullMarked
package org.hotdesk.provision;

import org.jspecify.annotations.NullMarked;
