package org.hotdesk.dialplan.device;

import java.util.function.Function;
import java.util.regex.Pattern;

/** What a phone registers with, as Asterisk needs to know it. Never printed by {@code toString}. */
public sealed interface AccountSecret {
    /** Calls the function for the case at hand. */
    <R> R fold(Function<Clear, R> clear, Function<Md5, R> md5);

    /**
     * The secret itself.
     *
     * @param text 1 to 128 characters, none of them a control character, no blank at either end
     */
    record Clear(String text) implements AccountSecret {
        private static final int LENGTH_MAX = 128;

        public Clear {
            if (text.isBlank() || text.length() > LENGTH_MAX || !text.equals(text.strip())) {
                throw new IllegalArgumentException("a secret has 1 to 128 characters and no blank at either end");
            }
        }

        @Override
        public <R> R fold(Function<Clear, R> clear, Function<Md5, R> md5) {
            return clear.apply(this);
        }

        @Override
        public String toString() {
            return "a secret in clear";
        }
    }

    /**
     * The digest of RFC 2617's A1, with which a phone can be checked but not impersonated elsewhere.
     *
     * @param realm the realm it was made for; Asterisk must challenge with the same
     * @param ha1 MD5 of {@code user:realm:secret}, 32 lower-case hexadecimal digits
     */
    record Md5(String realm, String ha1) implements AccountSecret {
        private static final Pattern HA1 = Pattern.compile("[0-9a-f]{32}");
        private static final Pattern REALM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

        public Md5 {
            if (!HA1.matcher(ha1).matches()) {
                throw new IllegalArgumentException("an MD5 digest has 32 hexadecimal digits");
            }
            if (!REALM.matcher(realm).matches()) {
                throw new IllegalArgumentException("a realm has 1 to 80 letters, digits or . _ -");
            }
        }

        @Override
        public <R> R fold(Function<Clear, R> clear, Function<Md5, R> md5) {
            return md5.apply(this);
        }

        @Override
        public String toString() {
            return "an MD5 digest for realm " + realm;
        }
    }
}
