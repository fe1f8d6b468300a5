/** Tests of the links against a stand-in that speaks AMI over loopback. */
@NullMarked
package org.hotdesk.ami.link;

import org.jspecify.annotations.NullMarked;
