@NullMarked
package org.hotdesk.cli;

import org.jspecify.annotations.NullMarked;
