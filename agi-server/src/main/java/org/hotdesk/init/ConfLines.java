package org.hotdesk.init;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in Asterisk's configuration language, as far as looking for sections and settings needs it. Pure. */
record ConfLines(String text) {
    private static final Pattern SECTION = Pattern.compile("\\s*\\[([^]]+)].*");
    private static final Pattern SETTING = Pattern.compile("\\s*([^=;\\[#\\s][^=;]*?)\\s*=>?\\s*([^;]*?)\\s*(?:;.*)?");

    /** The names of all sections, in their order. */
    Set<String> sections() {
        Set<String> names = new LinkedHashSet<>();
        text.lines().forEach(line -> {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                names.add(section.group(1).strip());
            }
        });
        return names;
    }

    /** The last value that a section gives, as Asterisk takes it; empty for none or nothing. */
    Optional<String> setting(String section, String name) {
        String inside = "";
        String last = "";
        for (String line : text.lines().toList()) {
            Matcher header = SECTION.matcher(line);
            Matcher setting = SETTING.matcher(line);
            if (header.matches()) {
                inside = header.group(1).strip();
            } else if (inside.equals(section)
                    && setting.matches()
                    && setting.group(1).equalsIgnoreCase(name)) {
                last = setting.group(2);
            }
        }
        return Optional.of(last).filter(value -> !value.isEmpty());
    }
}
