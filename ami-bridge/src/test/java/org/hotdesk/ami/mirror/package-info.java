@NullMarked
package org.hotdesk.ami.mirror;

import org.jspecify.annotations.NullMarked;
