package org.hotdesk.freepbx;

/** Values as a report shows them: short, printable, and secrets not at all. */
final class Shown {
    private static final int MOST = 60;

    private Shown() {}

    /** The value of this field in quotes. */
    static String value(String field, String text) {
        if (field.endsWith("password") || field.endsWith("secret")) {
            return text.isBlank() ? "''" : "(hidden)";
        }
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (printable.length() > MOST ? printable.substring(0, MOST) + "..." : printable) + "'";
    }

    static String change(String field, String before, String after) {
        return value(field, before) + " -> " + value(field, after);
    }
}
