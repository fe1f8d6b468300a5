/** Configuration files of hard phones: values to bytes by templates, a folder for each model. Pure. */
@NullMarked
package org.hotdesk.dialplan.phone;

import org.jspecify.annotations.NullMarked;
