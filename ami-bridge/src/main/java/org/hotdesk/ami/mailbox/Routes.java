package org.hotdesk.ami.mailbox;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;

/** Where the phones' dummy mailboxes lead, kept in one way or the other. Many threads but one at a time. */
interface Routes {
    /** Where each phone leads now. */
    Standing standing() throws IOException;

    /** Leads each of these phones to its mailbox or, when empty, nowhere; the phones for which that changed anything. */
    Outcome lead(Map<DeviceNumber, Optional<MailboxAddress>> wanted) throws IOException;

    /**
     * What stands.
     *
     * @param foreign names of what stands there and is not ours
     */
    record Standing(Map<DeviceNumber, MailboxAddress> ours, List<String> foreign) {}

    /**
     * What became of a leading.
     *
     * @param changed phones whose lamp Asterisk must be told to count again
     * @param faults phones that could not be led, and why
     */
    record Outcome(Set<DeviceNumber> changed, Map<DeviceNumber, String> faults) {}
}
