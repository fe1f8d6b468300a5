/** What owners of mailboxes change by phone, on its way into the store. */
@NullMarked
package org.hotdesk.voicemail;

import org.jspecify.annotations.NullMarked;
