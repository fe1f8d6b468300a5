/** The dialplan: {@code extensions.conf} text, generated once for a configuration and never for a user or a login. */
@NullMarked
package org.hotdesk.dialplan;

import org.jspecify.annotations.NullMarked;
