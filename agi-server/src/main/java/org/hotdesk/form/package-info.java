/** What may be set on users, devices and people, from whatever says it: one line of a sheet, one JSON object. Pure. */
@NullMarked
package org.hotdesk.form;

import org.jspecify.annotations.NullMarked;
