package org.hotdesk.astdb;

/**
 * The address of one astdb row: {@code DEVICE} and {@code 1001/dial} for {@code /DEVICE/1001/dial}. Only characters
 * that no part of Asterisk reads as anything else, and at most 253 bytes in all, which old versions can hold.
 */
public record AstDbKey(String family, String key) implements Comparable<AstDbKey> {
    private static final int MAX_BYTES = 253;
    private static final String FAMILY_SIGNS = "_-";
    private static final String KEY_SIGNS = ".@*#+_-";

    public AstDbKey {
        if (!isValid(family, key)) {
            throw new IllegalArgumentException("not an astdb key, lengths " + family.length() + " and " + key.length());
        }
    }

    /** Whether the texts would make a key; rows read from Asterisk may bear anything. */
    public static boolean isValid(String family, String key) {
        return family.length() + key.length() <= MAX_BYTES
                && isWord(family, 0, family.length(), FAMILY_SIGNS)
                && isPath(key);
    }

    private static boolean isPath(String key) {
        int begin = 0;
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', begin)) {
            if (!isWord(key, begin, slash, KEY_SIGNS)) {
                return false;
            }
            begin = slash + 1;
        }
        return isWord(key, begin, key.length(), KEY_SIGNS);
    }

    // No regular expression: a full mirror makes some hundred thousand keys.
    private static boolean isWord(String text, int from, int to, String signs) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && signs.indexOf(c) < 0) {
                return false;
            }
        }
        return from < to;
    }

    @Override
    public int compareTo(AstDbKey other) {
        int byFamily = family.compareTo(other.family);
        return byFamily != 0 ? byFamily : key.compareTo(other.key);
    }

    /** As {@code database show} prints it. */
    @Override
    public String toString() {
        return "/" + family + "/" + key;
    }
}
