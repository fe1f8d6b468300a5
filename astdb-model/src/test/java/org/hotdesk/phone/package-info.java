/** Tests of hard phones as values. */
@NullMarked
package org.hotdesk.phone;

import org.jspecify.annotations.NullMarked;
