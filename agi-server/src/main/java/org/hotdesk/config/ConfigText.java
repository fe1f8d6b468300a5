package org.hotdesk.config;

import java.util.Map;
import java.util.stream.Collectors;

/** The keys as text: a commented configuration file, and the reference for the README. Pure. */
public final class ConfigText {
    private ConfigText() {}

    /**
     * A whole configuration file: the given values set, all other keys there as comments with their presets.
     *
     * @param values text by key path, such as {@code asterisk.ami-port}; quoted as the key's preset is
     */
    public static String file(Map<String, String> values) {
        values.keySet().stream()
                .filter(path -> !Settings.byPath().containsKey(path))
                .forEach(path -> {
                    throw new IllegalArgumentException("no such key: " + path);
                });
        var out = new StringBuilder(
                """
                # Hotdesk's configuration. A line that begins with # shows a key's preset.
                # 'hotdesk config check' reads this file and conf.d/*.toml beside it without touching anything.
                """);
        String section = "";
        for (Setting<?> setting : Settings.ALL) {
            if (!setting.section().equals(section)) {
                section = setting.section();
                out.append("\n[").append(section).append("]\n");
            }
            out.append("# ")
                    .append(setting.about())
                    .append(" (")
                    .append(setting.kind().range())
                    .append(")\n");
            String value = values.get(setting.path());
            if (value == null) {
                out.append("#").append(setting.name()).append(" = ").append(setting.preset());
            } else {
                boolean quoted = setting.preset().startsWith("\"");
                out.append(setting.name()).append(" = ").append(quoted ? TomlText.quoted(value) : value);
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** The reference: a Markdown table with a row for each key. */
    public static String reference() {
        return Settings.ALL.stream()
                .map(s -> "| `" + s.path() + "` | `" + s.preset() + "` | "
                        + cell(s.kind().range()) + " | " + cell(s.about()) + " |\n")
                .collect(Collectors.joining("", "| key | preset | range | what it is |\n|---|---|---|---|\n", ""));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*");
    }
}
