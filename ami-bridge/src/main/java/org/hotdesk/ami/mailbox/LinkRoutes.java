package org.hotdesk.ami.mailbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;

/** Symbolic links in the voicemail spool. A link that cannot be made is that phone's fault alone. */
final class LinkRoutes implements Routes {
    private final LinkFolder folder;

    LinkRoutes(Path spool) {
        this.folder = new LinkFolder(spool);
    }

    @Override
    public Standing standing() throws IOException {
        LinkFolder.Inventory inventory = folder.inventory();
        return new Standing(inventory.ours(), inventory.foreign());
    }

    @Override
    public Outcome lead(Map<DeviceNumber, Optional<MailboxAddress>> wanted) {
        Set<DeviceNumber> changed = new HashSet<>();
        Map<DeviceNumber, String> faults = new HashMap<>();
        wanted.forEach((device, mailbox) -> {
            try {
                boolean moved = mailbox.isPresent() ? folder.lead(device, mailbox.get()) : folder.clear(device);
                if (moved) {
                    changed.add(device);
                }
            } catch (LinkFolder.NotOursException e) {
                faults.put(device, e.getMessage());
            } catch (IOException e) {
                faults.put(device, "link: " + e);
            }
        });
        return new Outcome(changed, faults);
    }
}
