package org.hotdesk.ami.mirror;

import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.EntityRows;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/** A thing that has rows in astdb, always the same keys whatever its state. */
sealed interface Entity {
    /** Makes its rows as they should stand; {@link Source#rows} has them where they were made before. */
    EntityRows rows(Source source);

    /** The owned rows of a device. */
    record OfDevice(DeviceNumber device) implements Entity {
        @Override
        public EntityRows rows(Source source) {
            return Projection.device(source.floor(), device);
        }
    }

    /** The owned rows of a user. */
    record OfUser(UserNumber user) implements Entity {
        @Override
        public EntityRows rows(Source source) {
            return Projection.user(source.floor(), user, source.pin(user));
        }
    }

    /** The adopted rows of a user. */
    record OfFeatures(UserNumber user) implements Entity {
        @Override
        public EntityRows rows(Source source) {
            return Projection.features(
                    user, source.floor().user(user).map(AmpUser::features).orElse(CallFeatures.OFF));
        }
    }

    /** The row that leads from a DAHDI channel to its device. */
    record OfChannel(String channel) implements Entity {
        @Override
        public EntityRows rows(Source source) {
            return EntityRows.of(
                    new AstDbKey("HOTDESK", "dahdi/" + channel),
                    source.deviceOfChannel(channel).map(DeviceNumber::digits));
        }
    }
}
