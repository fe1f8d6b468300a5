@NullMarked
package org.hotdesk.ami.phone;

import org.jspecify.annotations.NullMarked;
