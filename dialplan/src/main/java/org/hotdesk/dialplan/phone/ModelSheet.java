package org.hotdesk.dialplan.phone;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.hotdesk.phone.ModelName;

/**
 * A model of phones as its folder beside this class describes it.
 *
 * @param name as its vendor has it
 * @param lines how many accounts it can have
 * @param keys how many programmable keys it has, those of lines among them
 * @param keysPerPage where keys are counted by page; 0 where they are not
 * @param linesOnKeys whether each line takes a key
 * @param codesOnKeys whether voicemail, login and logoff take keys, or stand on the display
 * @param messageButton whether it has a button of its own for voicemail
 * @param lamps whether keys can show how a user is
 * @param document whose words its templates follow
 * @param settingName what the name of a free setting may be
 * @param settingPaths whether that name is a path of nested elements
 * @param words names that are another for each line ({@code line.word.}) or key ({@code key.word.})
 */
public record ModelSheet(
        ModelName model,
        String name,
        int lines,
        int keys,
        int keysPerPage,
        boolean linesOnKeys,
        boolean codesOnKeys,
        boolean messageButton,
        boolean lamps,
        String document,
        Pattern settingName,
        boolean settingPaths,
        List<FileSheet> files,
        Map<String, List<String>> words) {
    private static final String WORD = ".word.";

    public ModelSheet {
        files = List.copyOf(files);
        words = Map.copyOf(words);
    }

    /**
     * A file of a model.
     *
     * @param shared whether all phones of the model read the same
     * @param needs a value without which the file is not made; empty for none
     */
    record FileSheet(Template name, Template text, PhoneFormat format, boolean shared, Optional<String> needs) {}

    /** Reads the folder of this name; one that is not right is a bug. */
    static ModelSheet read(ModelName model) {
        var values = new Properties();
        try (var text = new StringReader(resource(model + "/model.properties"))) {
            values.load(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        List<FileSheet> files = Arrays.stream(value(values, "files").split(", *"))
                .map(file -> file(model, file, values))
                .toList();
        return new ModelSheet(
                model,
                value(values, "name"),
                number(values, "lines", "1"),
                number(values, "keys", "0"),
                number(values, "keys-per-page", "0"),
                flag(values, "lines-on-keys", "true"),
                flag(values, "codes-on-keys", "true"),
                flag(values, "message-button", "true"),
                flag(values, "lamps", "true"),
                value(values, "document"),
                Pattern.compile(value(values, "setting-name")),
                flag(values, "setting-paths", "false"),
                files,
                words(values));
    }

    private static FileSheet file(ModelName model, String file, Properties values) {
        PhoneFormat format = PhoneFormat.valueOf(value(values, file + ".format").toUpperCase(Locale.ROOT));
        String template = values.getProperty(file + ".template", model + "/" + file);
        var plain = Mustache.compiler().escapeHTML(false);
        return new FileSheet(
                plain.compile(value(values, file + ".name")),
                Mustache.compiler()
                        .withEscaper(format::encoded)
                        .strictSections(true)
                        .compile(resource(template)),
                format,
                flag(values, file + ".shared", "false"),
                Optional.ofNullable(values.getProperty(file + ".needs")));
    }

    private static Map<String, List<String>> words(Properties values) {
        Map<String, List<String>> words = new HashMap<>();
        for (String key : values.stringPropertyNames()) {
            if (key.contains(WORD)) {
                words.put(key, List.of(values.getProperty(key).split(" ")));
            }
        }
        return words;
    }

    /** The words of this line or key, by their names. */
    Map<String, String> wordsOf(String what, int index) {
        Map<String, String> found = new HashMap<>();
        words.forEach((key, list) -> {
            if (key.startsWith(what + WORD)) {
                found.put(key.substring(what.length() + WORD.length()), list.get(index - 1));
            }
        });
        return found;
    }

    private static String value(Properties values, String key) {
        return Optional.ofNullable(values.getProperty(key))
                .orElseThrow(() -> new IllegalStateException("a phone model without " + key));
    }

    private static int number(Properties values, String key, String preset) {
        return Integer.parseInt(values.getProperty(key, preset));
    }

    private static boolean flag(Properties values, String key, String preset) {
        return Boolean.parseBoolean(values.getProperty(key, preset));
    }

    /** A file beside this class. */
    static String resource(String name) {
        try (InputStream in = ModelSheet.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no file for phones " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
