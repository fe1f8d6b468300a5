/** What an Asterisk needs besides dialplan and devices: manager user, modules, voicemail, and the lines that include our files. */
@NullMarked
package org.hotdesk.dialplan.system;

import org.jspecify.annotations.NullMarked;
