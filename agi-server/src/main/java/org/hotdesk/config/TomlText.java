package org.hotdesk.config;

import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Writes values as TOML does. */
final class TomlText {
    private TomlText() {}

    static String of(Object raw) {
        if (raw instanceof TomlArray array) {
            return array.toList().stream().map(TomlText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (raw instanceof TomlTable) {
            return "a table";
        }
        return raw instanceof String text ? quoted(text) : String.valueOf(raw);
    }

    static String quoted(String text) {
        return "\"" + Toml.tomlEscape(text) + "\"";
    }
}
