/** Accounts and aliases in the text files of SER's and Kamailio's dbtext. */
@NullMarked
package org.hotdesk.dbtext;

import org.jspecify.annotations.NullMarked;
