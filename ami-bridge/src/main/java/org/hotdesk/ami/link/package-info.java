/**
 * The two AMI links to one Asterisk: a pipelined writer of our own and a reader of events on asterisk-java.
 *
 * <p>{@code AmiLink} opens both; the rest of the module uses the interfaces {@code AstDbLink}, {@code AmiActions} and
 * {@link org.hotdesk.ami.link.AmiEvents}.
 * No other package imports {@code org.asteriskjava.manager}.
 */
@NullMarked
package org.hotdesk.ami.link;

import org.jspecify.annotations.NullMarked;
