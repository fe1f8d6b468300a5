@NullMarked
package org.hotdesk.config;

import org.jspecify.annotations.NullMarked;
