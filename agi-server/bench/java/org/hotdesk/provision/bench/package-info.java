/** How long phones' configuration files take to build. */
@NullMarked
package org.hotdesk.provision.bench;

import org.jspecify.annotations.NullMarked;
