package org.hotdesk.freepbx;

/**
 * One value of the report. Never holds a PIN or a secret.
 *
 * @param thing such as {@code user 201}
 * @param field the astdb key below it, or table and column
 * @param what the value, or what it was and what it is now
 * @param why empty where it goes without saying
 */
public record ImportLine(Fate fate, String thing, String field, String what, String why) {}
