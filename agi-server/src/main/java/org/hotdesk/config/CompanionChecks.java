package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.util.List;

/** Whether the list of companions has this one in it. Pure. */
final class CompanionChecks {
    private CompanionChecks() {}

    /** What does not go together; nothing when there is no list. */
    static List<Clash> of(ConfigAssembly.Lookup in) {
        List<InetSocketAddress> companions = in.value(Settings.AGI_COMPANIONS);
        InetSocketAddress own = in.value(Settings.AGI_LISTEN);
        if (companions.isEmpty() || companions.contains(own)) {
            return List.of();
        }
        String what =
                "agi.companions must have this companion's agi.listen in it, the address at which Asterisk reaches it";
        return List.of(new Clash(List.of(Settings.AGI_COMPANIONS, Settings.AGI_LISTEN), what));
    }
}
