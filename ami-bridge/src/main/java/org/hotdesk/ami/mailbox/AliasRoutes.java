package org.hotdesk.ami.mailbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hotdesk.ami.link.AmiActions;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;

/** Voicemail aliases in a file of ours; each change of it is a reload of app_voicemail. */
final class AliasRoutes implements Routes {
    private static final String VOICEMAIL = "app_voicemail.so";

    private final AliasFile file;
    private final AmiActions actions;
    private boolean loaded;

    AliasRoutes(Path file, AmiActions actions) {
        this.file = new AliasFile(file);
        this.actions = actions;
    }

    @Override
    public Standing standing() throws IOException {
        return new Standing(file.read(), List.of());
    }

    @Override
    public Outcome lead(Map<DeviceNumber, Optional<MailboxAddress>> wanted) throws IOException {
        SortedMap<DeviceNumber, MailboxAddress> aliases = file.read();
        SortedMap<DeviceNumber, MailboxAddress> after = new TreeMap<>(aliases);
        Set<DeviceNumber> changed = new HashSet<>();
        wanted.forEach((device, mailbox) -> {
            Optional<MailboxAddress> before =
                    Optional.ofNullable(mailbox.isPresent() ? after.put(device, mailbox.get()) : after.remove(device));
            if (!before.equals(mailbox)) {
                changed.add(device);
            }
        });
        if (!changed.isEmpty()) {
            loaded = false;
            file.write(after);
        }
        if (!loaded) {
            // The reload publishes the counts of new aliases; of removed ones only a refresh does.
            actions.reload(VOICEMAIL).join();
            loaded = true;
        }
        return new Outcome(changed, Map.of());
    }
}
