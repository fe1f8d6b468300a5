package org.hotdesk.ami.mailbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;

/**
 * The message-waiting lamps of one Asterisk as {@code hotdesk status} shows them.
 *
 * @param led phones that lead to a mailbox
 * @param faults phones whose lamp cannot be led, and why
 * @param folderFault what is wrong with the spool folder or the alias file as a whole
 * @param refreshFault why Asterisk did not refresh a mailbox last, until it does again
 * @param foreign names in the device folder that are not ours; they are left alone
 */
public record MailboxStatus(
        int led,
        Map<DeviceNumber, String> faults,
        Optional<String> folderFault,
        Optional<String> refreshFault,
        List<String> foreign) {
    public MailboxStatus {
        faults = Map.copyOf(faults);
        foreign = List.copyOf(foreign);
    }

    /** True when every lamp is led as it should be. */
    public boolean isSound() {
        return faults.isEmpty() && folderFault.isEmpty() && refreshFault.isEmpty();
    }
}
