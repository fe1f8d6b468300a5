package org.hotdesk.config;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
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
    private final AsteriskTables asterisks =
            new AsteriskTables((place, what) -> problems.add(new ConfigProblem(place, what)));
    private final Path folder;

    /** Where a key's value stands; not at all when no file sets it. */
    private interface Finder {
        Optional<Found> find(Setting<?> setting);
    }

    /** The keys of everything, or of one of several Asterisks. */
    private final class Scope implements ConfigAssembly.Lookup {
        private final String label;
        private final Finder finder;

        Scope(String label, Finder finder) {
            this.label = label;
            this.finder = finder;
        }

        /** The value in force; a wrong one is noted and the preset stands in for it, so that all mistakes are found at once. */
        @Override
        public <T> T value(Setting<T> setting) {
            Optional<Found> set = finder.find(setting);
            return set.flatMap(f -> setting.kind().reader().apply(f.raw()))
                    .map(ConfigReader.this::rooted)
                    .orElseGet(() -> {
                        set.ifPresent(f -> problems.add(new ConfigProblem(
                                f.place(),
                                setting.path() + " = " + shortened(TomlText.of(f.raw())) + " is not "
                                        + setting.kind().range())));
                        return preset(setting);
                    });
        }

        EffectiveSetting effective(Setting<?> setting) {
            String path = label.isEmpty() ? setting.path() : label + "." + setting.name();
            return finder.find(setting)
                    .map(f -> new EffectiveSetting(path, TomlText.of(f.raw()), f.place()))
                    .orElseGet(() -> new EffectiveSetting(path, setting.preset(), "preset"));
        }
    }

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
            String why = Files.notExists(file)
                    ? "there is no such file; 'hotdesk init' writes one"
                    : Files.isDirectory(file) ? "is a folder; name the file in it" : "cannot be read as UTF-8 text";
            problems.add(new ConfigProblem(file.toString(), why));
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
            Object value = toml.get(List.of(section));
            if (value instanceof TomlTable table && sections().contains(section)) {
                readSection(file, section, table).forEach((name, each) -> found.put(section + "." + name, each));
            } else if (value instanceof TomlArray array && section.equals(AsteriskKeys.SECTION)) {
                readAsterisks(file, position, array);
            } else {
                problems.add(new ConfigProblem(place(file, position), unknownSection(section)));
            }
        }
    }

    private void readAsterisks(Path file, TomlPosition position, TomlArray array) {
        Map<String, Map<String, Found>> byPlace = new LinkedHashMap<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof TomlTable table) {
                byPlace.put(place(file, array.inputPositionOf(i)), readSection(file, AsteriskKeys.SECTION, table));
            } else {
                problems.add(new ConfigProblem(place(file, position), "asterisk must be [asterisk] or [[asterisk]]"));
                return;
            }
        }
        asterisks.addFile(byPlace);
    }

    private Map<String, Found> readSection(Path file, String section, TomlTable table) {
        Map<String, Found> values = new LinkedHashMap<>();
        for (String name : table.keySet()) {
            String place = place(file, positionOf(table, name));
            Object raw = table.get(List.of(name));
            if (known.containsKey(section + "." + name) && raw != null) {
                values.put(name, new Found(raw, place));
            } else {
                problems.add(new ConfigProblem(place, unknownKey(section, name)));
            }
        }
        return values;
    }

    private ConfigReading finish() {
        var all = new Scope("", setting -> Optional.ofNullable(found.get(setting.path())));
        List<Scope> scopes = asteriskScopes(all);
        // All values are looked at before any of them must go together.
        known.values().forEach(all::value);
        scopes.stream().filter(scope -> scope != all).forEach(scope -> AsteriskKeys.ALL.forEach(scope::value));
        if (problems.isEmpty()) {
            Stream.of(
                            SipChecks.of(all),
                            CompanionChecks.of(all),
                            StoreChecks.of(all),
                            VoicemailChecks.of(all),
                            CodeChecks.of(all),
                            LoginKeys.clashes(all),
                            LdapKeys.clashes(all),
                            ProvisioningKeys.clashes(all))
                    .flatMap(List::stream)
                    .forEach(clash -> problems.add(new ConfigProblem(placeOf(clash.settings()), clash.what())));
        }
        if (!problems.isEmpty()) {
            return new ConfigReading.Refused(problems);
        }
        try {
            HotdeskConfig config = new ConfigAssembly(all, scopes).config();
            asterisks.checkTogether(config.asterisks());
            return problems.isEmpty()
                    ? new ConfigReading.Accepted(config, effective(all, scopes))
                    : new ConfigReading.Refused(problems);
        } catch (IllegalArgumentException together) {
            return new ConfigReading.Refused(
                    List.of(new ConfigProblem(folder.toString(), String.valueOf(together.getMessage()))));
        }
    }

    /** A scope for each Asterisk; that of everything where there is only {@code [asterisk]}. */
    private List<Scope> asteriskScopes(Scope all) {
        List<AsteriskTables.Table> tables = asterisks.tables();
        if (tables.isEmpty()) {
            return List.of(all);
        }
        found.entrySet().stream()
                .filter(each -> each.getKey().startsWith(AsteriskKeys.SECTION + "."))
                .map(each -> each.getValue().place())
                .findFirst()
                .ifPresent(place -> problems.add(new ConfigProblem(
                        place, "[asterisk] and [[asterisk]] do not go together; write [[asterisk]] for each")));
        asterisks.checkNames();
        List<Scope> scopes = new ArrayList<>();
        for (AsteriskTables.Table table : tables) {
            String name = table.value(AsteriskKeys.NAME)
                    .map(named -> String.valueOf(named.raw()))
                    .orElse("");
            scopes.add(new Scope(tables.size() == 1 ? "" : "asterisk[" + name + "]", table::value));
        }
        return scopes;
    }

    private List<EffectiveSetting> effective(Scope all, List<Scope> scopes) {
        List<EffectiveSetting> effective = new ArrayList<>();
        for (Setting<?> setting : known.values()) {
            if (setting.equals(AsteriskKeys.NAME)) {
                scopes.forEach(scope -> AsteriskKeys.ALL.forEach(each -> effective.add(scope.effective(each))));
            } else if (!setting.section().equals(AsteriskKeys.SECTION)) {
                effective.add(all.effective(setting));
            }
        }
        return effective;
    }

    private String placeOf(List<Setting<?>> settings) {
        return settings.stream()
                .flatMap(setting -> Optional.ofNullable(found.get(setting.path())).stream())
                .map(Found::place)
                .findFirst()
                .orElse(folder.toString());
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
