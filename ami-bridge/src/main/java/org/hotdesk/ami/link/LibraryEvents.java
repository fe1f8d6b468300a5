package org.hotdesk.ami.link;

import java.util.Optional;
import java.util.regex.Pattern;
import org.asteriskjava.manager.event.AgentRingNoAnswerEvent;
import org.asteriskjava.manager.event.FullyBootedEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ShutdownEvent;
import org.hotdesk.ami.link.AmiEvent.CallMissed;
import org.hotdesk.ami.link.AmiEvent.ContactChanged;
import org.hotdesk.ami.link.AmiEvent.DeviceStateChanged;
import org.hotdesk.ami.link.AmiEvent.EmergencyCalled;
import org.hotdesk.ami.link.AmiEvent.FeatureToggled;
import org.hotdesk.ami.link.AmiEvent.FullyBooted;
import org.hotdesk.ami.link.AmiEvent.MailboxChanged;
import org.hotdesk.ami.link.AmiEvent.MailboxPasswordChanged;
import org.hotdesk.ami.link.AmiEvent.QueueCallMissed;
import org.hotdesk.ami.link.AmiEvent.ShuttingDown;

/** asterisk-java's events as ours. */
final class LibraryEvents {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private LibraryEvents() {}

    /** Empty for an event we have no use for, or one whose fields are not what Asterisk writes. */
    static Optional<AmiEvent> read(ManagerEvent event) {
        if (event instanceof LibraryShapes.DeviceStateEvent device) {
            return Optional.of(new DeviceStateChanged(device.device(), DeviceState.parse(device.state())));
        }
        if (event instanceof LibraryShapes.MailboxEvent mailbox) {
            return mailbox(mailbox);
        }
        if (event instanceof LibraryShapes.PasswordEvent changed) {
            return Optional.ofNullable(changed.getContext())
                    .map(context -> new MailboxPasswordChanged(changed.mailbox(), context, changed.password()));
        }
        if (event instanceof LibraryShapes.FeatureEvent feature) {
            return Optional.of(new FeatureToggled(feature.family(), feature.user()));
        }
        if (event instanceof LibraryShapes.EmergencyEvent call) {
            return Optional.of(
                    new EmergencyCalled(call.device(), call.user(), call.number(), call.call(), call.location()));
        }
        if (event instanceof LibraryShapes.MissedEvent missed) {
            return Optional.of(new CallMissed(missed.user()));
        }
        if (event instanceof AgentRingNoAnswerEvent missed) {
            return Optional.ofNullable(missed.getInterface()).map(QueueCallMissed::new);
        }
        if (event instanceof LibraryShapes.ContactEvent contact) {
            return Optional.of(new ContactChanged(contact.endpoint(), contact.aor(), contact.uri(), contact.status()));
        }
        if (event instanceof FullyBootedEvent) {
            return Optional.of(new FullyBooted());
        }
        if (event instanceof ShutdownEvent shutdown) {
            return Optional.of(new ShuttingDown(Boolean.TRUE.equals(shutdown.getRestart())));
        }
        return Optional.empty();
    }

    private static Optional<AmiEvent> mailbox(LibraryShapes.MailboxEvent event) {
        String name = event.mailbox();
        int at = name.indexOf('@');
        if (at < 1
                || !COUNT.matcher(event.fresh()).matches()
                || !COUNT.matcher(event.old()).matches()) {
            return Optional.empty();
        }
        return Optional.of(new MailboxChanged(
                name.substring(0, at),
                name.substring(at + 1),
                Integer.parseInt(event.fresh()),
                Integer.parseInt(event.old())));
    }
}
