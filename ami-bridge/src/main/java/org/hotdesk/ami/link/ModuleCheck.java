package org.hotdesk.ami.link;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Asks whether a module is loaded; that it is not is an answer too. */
final class ModuleCheck extends ReaderCall<Boolean> {
    ModuleCheck(String module, Duration allowance) {
        super("ModuleCheck", Map.of("Module", module), allowance, true);
    }

    /** Asterisk main/loader.c and main/manager.c, manager_modulecheck(). */
    @Override
    void refused(String said) {
        if (said.toLowerCase(Locale.ROOT).contains("not loaded")) {
            complete(false);
        } else {
            super.refused(said);
        }
    }
}
