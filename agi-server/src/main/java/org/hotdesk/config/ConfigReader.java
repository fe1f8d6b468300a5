package org.hotdesk.config;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads the configuration file, then what stands beside it in {@code conf.d/*.toml} in the order of the names; a later
 * file's value takes the place of an earlier one's. One owner thread, for one reading.
 */
public final class ConfigReader {
    /** Where the configuration is when nobody says otherwise. */
    public static final Path STANDARD_FILE = Path.of("/etc/hotdesk/hotdesk.toml");

    private static final long BYTES_MAX = 1_000_000;

    private final Map<String, Setting<?>> known = Settings.byPath();
    private final Map<String, Found> found = new HashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Path folder;

    /** A value in a file. */
    private record Found(Object raw, String place) {}

    private ConfigReader(Path folder) {
        this.folder = folder;
    }

    /** Reads this file, which must exist, and its {@code conf.d}. */
    public static ConfigReading read(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        var reader = new ConfigReader(Optional.ofNullable(absolute.getParent()).orElse(absolute));
        reader.readFile(absolute);
        reader.fragments().forEach(reader::readFile);
        return reader.finish();
    }

    /** Reads a text as if it stood in this file, alone. */
    public static ConfigReading parse(Path file, String text) {
        Path absolute = file.toAbsolutePath().normalize();
        var reader = new ConfigReader(Optional.ofNullable(absolute.getParent()).orElse(absolute));
        reader.readText(absolute, Toml.parse(text));
        return reader.finish();
    }

    /** What is in force where there is no file: every key's preset. */
    public static ConfigReading presets() {
        return new ConfigReader(Path.of("/etc/hotdesk")).finish();
    }

    private List<Path> fragments() {
        Path fragments = folder.resolve("conf.d");
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(fragments)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(fragments, "*.toml")) {
                stream.forEach(files::add);
            } catch (IOException | DirectoryIteratorException unreadable) {
                problems.add(new ConfigProblem(fragments.toString(), "cannot be read; check its owner and mode"));
            }
        }
        files.sort(null);
        return files;
    }

    private void readFile(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                problems.add(new ConfigProblem(file.toString(), "is larger than a configuration can be, 1 MB"));
                return;
            }
            readText(file, Toml.parse(file));
        } catch (IOException unreadable) {
            boolean missing = Files.notExists(file);
            problems.add(new ConfigProblem(
                    file.toString(),
                    missing ? "there is no such file; 'hotdesk init' writes one" : "cannot be read as UTF-8 text"));
        }
    }

    private void readText(Path file, TomlParseResult toml) {
        toml.errors()
                .forEach(error -> problems.add(new ConfigProblem(
                        place(file, error.position()), "not TOML: " + firstLine(String.valueOf(error.getMessage())))));
        if (toml.hasErrors()) {
            return;
        }
        for (String section : toml.keySet()) {
            TomlPosition position = positionOf(toml, section);
            if (toml.get(List.of(section)) instanceof TomlTable table
                    && sections().contains(section)) {
                readSection(file, section, table);
            } else {
                problems.add(new ConfigProblem(place(file, position), unknownSection(section)));
            }
        }
    }

    private void readSection(Path file, String section, TomlTable table) {
        for (String name : table.keySet()) {
            String path = section + "." + name;
            String place = place(file, positionOf(table, name));
            Object raw = table.get(List.of(name));
            if (known.containsKey(path) && raw != null) {
                found.put(path, new Found(raw, place));
            } else {
                problems.add(new ConfigProblem(place, unknownKey(section, name)));
            }
        }
    }

    private ConfigReading finish() {
        // All values are looked at before any of them must go together.
        known.values().forEach(this::value);
        if (problems.isEmpty()) {
            SipChecks.of(this::value)
                    .forEach(clash -> problems.add(new ConfigProblem(placeOf(clash.settings()), clash.what())));
        }
        if (!problems.isEmpty()) {
            return new ConfigReading.Refused(problems);
        }
        try {
            return new ConfigReading.Accepted(
                    new ConfigAssembly(this::value).config(),
                    known.values().stream().map(this::effective).toList());
        } catch (IllegalArgumentException together) {
            return new ConfigReading.Refused(
                    List.of(new ConfigProblem(folder.toString(), String.valueOf(together.getMessage()))));
        }
    }

    private String placeOf(List<Setting<?>> settings) {
        return settings.stream()
                .flatMap(setting -> Optional.ofNullable(found.get(setting.path())).stream())
                .map(Found::place)
                .findFirst()
                .orElse(folder.toString());
    }

    private EffectiveSetting effective(Setting<?> setting) {
        return Optional.ofNullable(found.get(setting.path()))
                .map(f -> new EffectiveSetting(setting.path(), TomlText.of(f.raw()), f.place()))
                .orElseGet(() -> new EffectiveSetting(setting.path(), setting.preset(), "preset"));
    }

    /** The value in force; a wrong one is noted and the preset stands in for it, so that all mistakes are found at once. */
    private <T> T value(Setting<T> setting) {
        Optional<Found> set = Optional.ofNullable(found.get(setting.path()));
        return set.flatMap(f -> setting.kind().reader().apply(f.raw()))
                .map(this::rooted)
                .orElseGet(() -> {
                    set.ifPresent(f -> problems.add(new ConfigProblem(
                            f.place(),
                            setting.path() + " = " + shortened(TomlText.of(f.raw())) + " is not "
                                    + setting.kind().range())));
                    return preset(setting);
                });
    }

    private <T> T preset(Setting<T> setting) {
        Object raw = Toml.parse("preset = " + setting.preset()).get("preset");
        return Optional.ofNullable(raw)
                .flatMap(setting.kind().reader())
                .orElseThrow(() -> new IllegalStateException("preset of " + setting.path()));
    }

    @SuppressWarnings("unchecked") // a Path is made of a Path, so T stays T
    private <T> T rooted(T value) {
        if (value instanceof Optional<?> some) {
            return (T) some.map(this::rooted);
        }
        return value instanceof Path path ? (T) folder.resolve(path).normalize() : value;
    }

    private Set<String> sections() {
        return known.values().stream().map(Setting::section).collect(Collectors.toSet());
    }

    private String unknownSection(String section) {
        return "unknown section [" + shortened(section) + "]"
                + Nearest.to(section, sections())
                        .map(near -> "; did you mean [" + near + "]?")
                        .orElse("; 'hotdesk config show' lists all");
    }

    private String unknownKey(String section, String name) {
        List<String> names = known.values().stream()
                .filter(setting -> setting.section().equals(section))
                .map(Setting::name)
                .toList();
        return "unknown key " + section + "." + shortened(name)
                + Nearest.to(name, names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; [" + section + "] has " + String.join(", ", names));
    }

    private static TomlPosition positionOf(TomlTable table, String key) {
        return Optional.ofNullable(table.inputPositionOf(List.of(key))).orElse(TomlPosition.positionAt(1, 1));
    }

    private static String place(Path file, TomlPosition position) {
        return file + ":" + position.line();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable");
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > 60 ? printable.substring(0, 60) + "..." : printable;
    }
}
