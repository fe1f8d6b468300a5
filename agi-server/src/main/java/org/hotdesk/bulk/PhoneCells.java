package org.hotdesk.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Token;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.phone.PhoneSetting;

/**
 * Phones as cells and back. Lines are device numbers with blanks between, in the order of the keys, each once; where their
 * numbers are not 1, 2, 3, or a device has two keys, the number stands before each, as in {@code 100=1001 123=1002}. Pure.
 */
final class PhoneCells {
    private static final String LINES = "device numbers with blanks between, such as 1001 1002, each once";

    private PhoneCells() {}

    static Phone read(Phone current, Cells cells) {
        return new Phone(
                current.mac(),
                cells.text("model", current.model(), ModelName::parse, ModelName.RANGE),
                cells.optional("person", current.person(), Token::parse, "a person's uid"),
                cells.optional("phone_description", current.description(), DisplayName::parse, DisplayName.RANGE),
                cells.optional("lines", Optional.of(current.lines()), PhoneCells::lines, LINES)
                        .orElse(List.of()),
                cells.optional(
                                SettingLines.COLUMN,
                                Optional.of(current.settings()),
                                PhoneCells::settings,
                                "lines of variable=text, each variable once")
                        .orElse(List.of()));
    }

    private static Optional<List<PhoneLine>> lines(String cell) {
        List<PhoneLine> lines = new ArrayList<>();
        for (String word : cell.strip().split("\\s+", -1)) {
            boolean numbered = word.indexOf('=') >= 0;
            Optional<PhoneLine> line = numbered ? numbered(word) : line(lines.size() + 1, word);
            if (line.isEmpty()
                    || lines.stream()
                            .anyMatch(other -> other.ordering() == line.get().ordering()
                                    || (!numbered
                                            && other.device().equals(line.get().device())))) {
                return Optional.empty();
            }
            lines.add(line.get());
        }
        return Optional.of(lines);
    }

    private static Optional<PhoneLine> numbered(String word) {
        int equals = word.indexOf('=');
        return Optional.of(word.substring(0, equals))
                .filter(digits -> digits.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(ordering -> ordering <= PhoneLine.MAX_ORDERING)
                .flatMap(ordering -> line(ordering, word.substring(equals + 1)));
    }

    private static Optional<PhoneLine> line(int ordering, String device) {
        return DeviceNumber.parse(device).map(number -> new PhoneLine(ordering, number));
    }

    private static Optional<List<PhoneSetting>> settings(String cell) {
        return SettingLines.parse(cell).flatMap(found -> {
            List<PhoneSetting> settings = new ArrayList<>();
            found.forEach((variable, text) -> PhoneSetting.parse(variable, text).ifPresent(settings::add));
            return settings.size() == found.size() ? Optional.of(settings) : Optional.empty();
        });
    }

    static Map<String, String> write(Phone phone) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("mac", phone.mac().text());
        cells.put("person", phone.person().map(Token::text).orElse(""));
        cells.put("model", phone.model().text());
        cells.put(
                "phone_description", phone.description().map(DisplayName::text).orElse(""));
        String bare = lines(phone, line -> line.device().digits());
        boolean same =
                bare.isEmpty() || lines(bare).filter(phone.lines()::equals).isPresent();
        cells.put("lines", same ? bare : lines(phone, line -> line.ordering() + "=" + line.device()));
        Map<String, String> settings = new LinkedHashMap<>();
        phone.settings().forEach(setting -> settings.put(setting.variable(), setting.text()));
        cells.put(SettingLines.COLUMN, SettingLines.of(settings));
        return cells;
    }

    private static String lines(Phone phone, Function<PhoneLine, String> word) {
        return phone.lines().stream().map(word).collect(Collectors.joining(" "));
    }
}
