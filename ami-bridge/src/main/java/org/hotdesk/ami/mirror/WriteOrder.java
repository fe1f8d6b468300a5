package org.hotdesk.ami.mirror;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.ami.mirror.Entity.OfChannel;
import org.hotdesk.ami.mirror.Entity.OfDevice;
import org.hotdesk.ami.mirror.Entity.OfFeatures;
import org.hotdesk.ami.mirror.Entity.OfUser;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Change;

/**
 * In which order entities are written, so that a call at any moment between finds the phones it should: a new device
 * before the list that names it, a list that has more before a list that has less, and what is gone last. Each entity
 * stands once, however many changes name it. Pure.
 */
final class WriteOrder {
    private static final int NEW_DEVICE = 0;
    private static final int LONGER_LIST = 1;
    private static final int ALL_ELSE = 2;
    private static final int SHORTER_LIST = 3;
    private static final int GONE_DEVICE = 4;

    private WriteOrder() {}

    static List<Entity> of(List<Change> changes, Floor floor, Image image) {
        Set<Entity> touched = new LinkedHashSet<>();
        changes.forEach(change -> entity(change).ifPresent(entity -> {
            touched.add(entity);
            if (entity instanceof OfUser gone && floor.user(gone.user()).isEmpty()) {
                touched.add(new OfFeatures(gone.user()));
            }
        }));
        List<Entity> order = new ArrayList<>(touched);
        order.sort(Comparator.comparingInt(entity -> rank(entity, floor, image)));
        return order;
    }

    /** What has other rows by that change; empty for one that no row tells of. */
    static Optional<Entity> entity(Change change) {
        return switch (change.kind()) {
            case DEVICE -> DeviceNumber.parse(change.subject()).map(OfDevice::new);
            case USER -> UserNumber.parse(change.subject()).map(OfUser::new);
            case FEATURES, ADOPTED -> UserNumber.parse(change.subject()).map(OfFeatures::new);
            case CHANNEL -> Optional.of(new OfChannel(change.subject()));
            case SESSION_BEGAN, SESSION_ENDED, PERSON, MAILBOX, ALIAS, GROUP, MEMBER, POLICY, PHONE, PHONE_MODEL ->
                Optional.empty();
        };
    }

    private static int rank(Entity entity, Floor floor, Image image) {
        if (entity instanceof OfDevice of) {
            if (floor.device(of.device()).isEmpty()) {
                return GONE_DEVICE;
            }
            return image.of(entity).isEmpty() ? NEW_DEVICE : ALL_ELSE;
        }
        if (entity instanceof OfUser of) {
            List<String> before = image.of(entity)
                    .flatMap(known -> known.texts().get(0))
                    .map(list -> List.of(list.split("&")))
                    .orElse(List.of());
            List<String> after = new ArrayList<>();
            for (Session session : floor.sessionsOf(of.user())) {
                after.add(session.device().digits());
            }
            if (!before.containsAll(after)) {
                return LONGER_LIST;
            }
            return after.containsAll(before) ? ALL_ELSE : SHORTER_LIST;
        }
        return ALL_ELSE;
    }
}
