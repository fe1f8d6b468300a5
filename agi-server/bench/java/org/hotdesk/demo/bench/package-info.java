/** Parts of the lab that benches of other modules use, each as a process of its own. */
@NullMarked
package org.hotdesk.demo.bench;

import org.jspecify.annotations.NullMarked;
