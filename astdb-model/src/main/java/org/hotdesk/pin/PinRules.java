package org.hotdesk.pin;

import java.util.Optional;
import java.util.Set;
import org.hotdesk.model.UserNumber;

/**
 * Which new PINs are too easy to guess. PINs that are in use already are not judged.
 *
 * @param minDigits fewest digits, 3 to 15
 */
public record PinRules(int minDigits) {
    private static final int DIGITS_MAX = 15;

    /** Lines and crosses of the keypad, years, and the rest of what is tried first. */
    private static final Set<String> COMMON = Set.of(
            "007",
            "147",
            "258",
            "369",
            "911",
            "112",
            "1004",
            "1122",
            "1221",
            "1313",
            "1357",
            "1379",
            "1397",
            "1470",
            "1590",
            "1793",
            "1979",
            "1980",
            "1990",
            "1999",
            "2000",
            "2001",
            "2020",
            "2025",
            "2026",
            "2468",
            "2580",
            "0852",
            "0007",
            "3690",
            "4321",
            "5683",
            "6969",
            "7410",
            "7531",
            "7777",
            "8520",
            "9630",
            "9731",
            "11223",
            "13579",
            "24680",
            "97531",
            "112233",
            "123321",
            "135790",
            "147258",
            "159357",
            "159753",
            "258369",
            "696969",
            "789456",
            "147258369");

    public PinRules {
        if (minDigits < 3 || minDigits > DIGITS_MAX) {
            throw new IllegalArgumentException("the fewest digits of a PIN must be 3 to 15");
        }
    }

    /** Four digits at least. */
    public static PinRules standard() {
        return new PinRules(4);
    }

    /** What is wrong with this PIN for this user; empty when it may be theirs. What is no PIN at all is too short. */
    public Optional<Weakness> weakness(UserNumber user, char[] pin) {
        if (pin.length < minDigits) {
            return Optional.of(Weakness.TOO_SHORT);
        }
        String digits = new String(pin);
        if (digits.contains(user.digits())
                || digits.equals(new StringBuilder(user.digits()).reverse().toString())) {
            return Optional.of(Weakness.OWN_NUMBER);
        }
        if (isRepeated(digits)) {
            return Optional.of(Weakness.REPEATED);
        }
        if (isSequence(digits, 1) || isSequence(digits, 9)) {
            return Optional.of(Weakness.SEQUENCE);
        }
        return COMMON.contains(digits) ? Optional.of(Weakness.COMMON) : Optional.empty();
    }

    /** Such as 1111, 1212 or 123123. */
    private static boolean isRepeated(String digits) {
        for (int part = 1; part <= digits.length() / 2; part++) {
            if (digits.length() % part == 0
                    && digits.equals(digits.substring(0, part).repeat(digits.length() / part))) {
                return true;
            }
        }
        return false;
    }

    /** Such as 1234, or 8901 with the step 1; 4321 with the step 9. */
    private static boolean isSequence(String digits, int step) {
        for (int i = 1; i < digits.length(); i++) {
            if ((digits.charAt(i - 1) - '0' + step) % 10 != digits.charAt(i) - '0') {
                return false;
            }
        }
        return true;
    }
}
