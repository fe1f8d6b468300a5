/** Who may send, who gets an answer, who is banned: decided before a message is read, in memory of fixed size. */
@NullMarked
package org.hotdesk.sip.abuse;

import org.jspecify.annotations.NullMarked;
