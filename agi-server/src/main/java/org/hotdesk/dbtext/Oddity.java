package org.hotdesk.dbtext;

/**
 * What is not as dbtext would write it, and was read all the same. Never with a field's text, which may be a password.
 *
 * @param line counted from 1, as is {@code column}, the character of the line at which it begins
 */
record Oddity(String file, int line, int column, String what) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + what;
    }
}
