package org.hotdesk.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A phone's settings as one cell has them: a line {@code variable=text} each. In the variable, {@code =} and a backslash
 * stand behind a backslash.
 */
final class SettingLines {
    static final String COLUMN = "settings";

    private SettingLines() {}

    static String of(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(each -> each.getKey().replace("\\", "\\\\").replace("=", "\\=") + "=" + each.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Back again; empty when a line has no variable, or one that was there before. */
    static Optional<Map<String, String>> parse(String cell) {
        List<String> lines = cell.lines().filter(line -> !line.isBlank()).toList();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : lines) {
            var variable = new StringBuilder();
            int i = 0;
            for (; i < line.length() && line.charAt(i) != '='; i++) {
                i += line.charAt(i) == '\\' && i + 1 < line.length() ? 1 : 0;
                variable.append(line.charAt(i));
            }
            String name = variable.toString().strip();
            if (i >= line.length() || name.isEmpty() || settings.put(name, line.substring(i + 1)) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(settings);
    }
}
