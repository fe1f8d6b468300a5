package org.hotdesk.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hotdesk.dialplan.Code;
import org.hotdesk.dialplan.CodeCollision;

/** Whether each code can be told from all others. Pure. */
final class CodeChecks {
    private CodeChecks() {}

    /** What does not go together. */
    static List<Clash> of(ConfigAssembly.Lookup in) {
        Map<Code, String> dialled = new EnumMap<>(Code.class);
        Settings.CODES.forEach((code, setting) -> dialled.put(code, in.value(setting)));
        return CodeCollision.among(dialled).stream()
                .map(found -> new Clash(List.of(setting(found.code()), setting(found.other())), found.what()))
                .toList();
    }

    private static Setting<?> setting(Code code) {
        Setting<?> setting = Settings.CODES.get(code);
        if (setting == null) {
            throw new IllegalStateException("no key for " + code);
        }
        return setting;
    }
}
