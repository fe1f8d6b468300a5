@NullMarked
package org.hotdesk.ami.lamp;

import org.jspecify.annotations.NullMarked;
