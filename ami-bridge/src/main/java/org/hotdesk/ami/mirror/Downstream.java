package org.hotdesk.ami.mirror;

import org.hotdesk.ami.link.AmiActions;
import org.hotdesk.ami.link.AstDbLink;

/** What a mirror feeds: astdb, the announcements, and who follows the changes. */
public record Downstream(AstDbLink astDb, AmiActions actions, MirrorFollower follower) {}
