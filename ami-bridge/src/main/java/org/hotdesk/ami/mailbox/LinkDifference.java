package org.hotdesk.ami.mailbox;

import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;

/** A phone whose message-waiting lamp leads elsewhere than to the mailbox of who sits there. */
public record LinkDifference(DeviceNumber device, Optional<MailboxAddress> wanted, Optional<MailboxAddress> found) {}
