package org.hotdesk.ami.mailbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotdesk.ami.link.AmiActions;
import org.hotdesk.ami.link.MessageCount;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Technology;

/** Tells phones by NOTIFYs of our own what waits for who sits there. Many threads but one at a time. */
final class Notices {
    /** So many are under way at once; the others wait, so that a floor's worth does not fill the link. */
    private static final int AT_ONCE = 50;

    private final AmiActions actions;

    Notices(AmiActions actions) {
        this.actions = actions;
    }

    /** Counts and tells each of these phones; waits until Asterisk has taken the last one. The first failure, if there is one. */
    Optional<Throwable> tell(Floor floor, Collection<DeviceNumber> devices) {
        List<Device> phones = devices.stream()
                .flatMap(number -> floor.device(number).stream())
                .filter(device -> device.technology() == Technology.PJSIP)
                .toList();
        Optional<Throwable> failure = Optional.empty();
        for (int from = 0; from < phones.size(); from += AT_ONCE) {
            List<CompletableFuture<Void>> answers = new ArrayList<>();
            phones.subList(from, Math.min(phones.size(), from + AT_ONCE))
                    .forEach(device -> answers.add(tell(floor, device)));
            for (CompletableFuture<Void> answer : answers) {
                Optional<Throwable> why = answer.handle((done, broken) -> Optional.<Throwable>ofNullable(broken))
                        .join()
                        .map(broken -> Optional.ofNullable(broken.getCause()).orElse(broken));
                failure = failure.or(() -> why);
            }
        }
        return failure;
    }

    private CompletableFuture<Void> tell(Floor floor, Device device) {
        CompletableFuture<MessageCount> count = floor.sessionAt(device.number())
                .flatMap(session -> floor.user(session.user()))
                .flatMap(AmpUser::mailbox)
                .map(mailbox -> actions.mailboxCount(mailbox.toString()))
                .orElseGet(() -> CompletableFuture.completedFuture(MessageCount.NONE));
        return count.thenCompose(counted -> actions.notifyMessages(device.dial().resource(), counted));
    }
}
