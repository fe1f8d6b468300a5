package org.hotdesk.doctor;

import java.util.Locale;

/**
 * What one check came to.
 *
 * @param check what was looked at, in a word or two
 * @param what how it is, in one line
 * @param mend what to type or write; empty where nothing needs mending
 */
public record Finding(Level level, String check, String what, String mend) {
    /** How bad it is. */
    public enum Level {
        OK,
        /** Something works less well than it could, or soon will. */
        WARN,
        /** Something does not work. */
        FAIL;

        /** The word in the report. */
        public String literal() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String what) {
        return new Finding(Level.OK, check, what, "");
    }

    static Finding warn(String check, String what, String mend) {
        return new Finding(Level.WARN, check, what, mend);
    }

    static Finding fail(String check, String what, String mend) {
        return new Finding(Level.FAIL, check, what, mend);
    }
}
