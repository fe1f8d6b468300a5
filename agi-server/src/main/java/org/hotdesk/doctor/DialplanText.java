package org.hotdesk.doctor;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a generated dialplan does, as lines that can be compared with what an Asterisk has loaded. */
final class DialplanText {
    private static final Pattern SECTION = Pattern.compile("\\[([^]]+)].*");
    // exten => pattern,priority,application  or  same => priority,application; the hint is a priority with a device for
    // an application
    private static final Pattern EXTEN = Pattern.compile("exten\\s*=>?\\s*[^,]+,([^,]+),(.*)");
    private static final Pattern SAME = Pattern.compile("same\\s*=>?\\s*([^,]+),(.*)");
    private static final Pattern APPLICATION = Pattern.compile("([A-Za-z0-9_]+)\\((.*)\\)\\s*");

    private DialplanText() {}

    /** A line for each priority; hints are left out, which are loaded elsewhere. */
    static Set<String> lines(String text) {
        Set<String> lines = new HashSet<>();
        String context = "";
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            Matcher section = SECTION.matcher(line);
            Matcher exten = EXTEN.matcher(line);
            Matcher same = SAME.matcher(line);
            if (section.matches()) {
                context = section.group(1);
            } else if (exten.matches() && !exten.group(1).equals("hint")) {
                lines.add(line(context, exten.group(2)));
            } else if (!exten.matches() && same.matches()) {
                lines.add(line(context, same.group(2)));
            }
        }
        return lines;
    }

    /** The contexts that have priorities of ours. */
    static Set<String> contexts(String text) {
        Set<String> contexts = new HashSet<>();
        lines(text).forEach(line -> contexts.add(line.substring(0, line.indexOf(' '))));
        return contexts;
    }

    private static String line(String context, String call) {
        Matcher application = APPLICATION.matcher(call);
        return application.matches()
                ? line(context, application.group(1), application.group(2))
                : line(context, call.strip(), "");
    }

    static String line(String context, String application, String data) {
        return context + " " + application.toLowerCase(Locale.ROOT) + "("
                + data.replace("\\;", ";").strip() + ")";
    }
}
