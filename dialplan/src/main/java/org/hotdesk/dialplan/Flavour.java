package org.hotdesk.dialplan;

import java.util.Locale;
import java.util.Optional;

/** In which way other dialplans call ours by FreePBX's names. Everything behind those names is the same. */
public enum Flavour {
    /** {@code Gosub(macro-dial,s,1(201))}, as FreePBX 17 does; for every version of Asterisk. */
    GOSUB,
    /** {@code Macro(dial,201)}; for Asterisk up to 20, which still has {@code app_macro}. */
    MACRO;

    /** The word in the configuration. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #literal()}; empty for any other word. */
    public static Optional<Flavour> parse(String text) {
        return switch (text) {
            case "gosub" -> Optional.of(GOSUB);
            case "macro" -> Optional.of(MACRO);
            default -> Optional.empty();
        };
    }
}
