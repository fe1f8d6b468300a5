package org.hotdesk.config;

import java.util.List;

/**
 * Keys that do not go together.
 *
 * @param settings first the one to change, whose place in a file tells where; a later one's if that is not set
 * @param what the key and what to do about it
 */
record Clash(List<Setting<?>> settings, String what) {
    Clash {
        settings = List.copyOf(settings);
    }
}
