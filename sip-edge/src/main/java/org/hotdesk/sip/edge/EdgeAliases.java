package org.hotdesk.sip.edge;

import java.util.Optional;
import org.hotdesk.model.DeviceNumber;

/** Other numbers of users and devices, such as those the telephone network knows. Answers from memory; any thread. */
public interface EdgeAliases {
    /** The number of the user or device that an alias stands for; empty when it is no alias. */
    Optional<String> target(String alias);

    /** The alias that calls of that device show to the outside; empty when neither it nor who sits there has one. */
    Optional<String> reverse(DeviceNumber device);

    /** None at all. */
    static EdgeAliases none() {
        return new EdgeAliases() {
            @Override
            public Optional<String> target(String alias) {
                return Optional.empty();
            }

            @Override
            public Optional<String> reverse(DeviceNumber device) {
                return Optional.empty();
            }
        };
    }
}
