/** Tests of the values: what they accept, what they refuse. */
@NullMarked
package org.hotdesk.model;

import org.jspecify.annotations.NullMarked;
