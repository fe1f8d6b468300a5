/** Many people, mailboxes, users, devices, aliases and phones at once: read from CSV or JSON, judged as a whole, and written. */
@NullMarked
package org.hotdesk.bulk;

import org.jspecify.annotations.NullMarked;
