@NullMarked
package org.hotdesk.demo;

import org.jspecify.annotations.NullMarked;
