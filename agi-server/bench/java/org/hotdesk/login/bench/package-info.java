/** Whether a refusal tells by its time why it was refused. */
@NullMarked
package org.hotdesk.login.bench;

import org.jspecify.annotations.NullMarked;
