package org.hotdesk.model;

import java.util.Locale;
import java.util.Optional;

/** Whether a user's calls are recorded, by direction and by where the other party is; FreePBX's {@code recording/...} keys. */
public record Recording(Rule inInternal, Rule inExternal, Rule outInternal, Rule outExternal) {
    /** Nothing said: somebody else's rule decides. */
    public static final Recording DONT_CARE = new Recording(Rule.DONTCARE, Rule.DONTCARE, Rule.DONTCARE, Rule.DONTCARE);

    /** FreePBX's five words, strongest wish first. */
    public enum Rule {
        FORCE,
        YES,
        DONTCARE,
        NO,
        NEVER;

        /** The word in astdb. */
        public String literal() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #literal()}; empty for any other word. */
        public static Optional<Rule> parse(String text) {
            for (Rule rule : values()) {
                if (rule.literal().equals(text)) {
                    return Optional.of(rule);
                }
            }
            return Optional.empty();
        }
    }
}
