package org.hotdesk.phone;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Token;

/**
 * A hard phone and what is on it.
 *
 * @param person whose phone it is
 * @param description for people to read
 * @param lines by their ordering, each of which is there once
 * @param settings by their variable, each of which is there once
 */
public record Phone(
        MacAddress mac,
        ModelName model,
        Optional<Token> person,
        Optional<DisplayName> description,
        List<PhoneLine> lines,
        List<PhoneSetting> settings) {
    public Phone {
        lines = lines.stream()
                .sorted(Comparator.comparingInt(PhoneLine::ordering))
                .toList();
        settings = settings.stream()
                .sorted(Comparator.comparing(PhoneSetting::variable))
                .toList();
        Set<Object> seen = new HashSet<>();
        lines.forEach(line -> once(seen, line.ordering(), "line " + line.ordering()));
        settings.forEach(setting -> once(seen, setting.variable(), "a setting"));
    }

    /** One with nothing on it yet. */
    public static Phone of(MacAddress mac, ModelName model) {
        return new Phone(mac, model, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** The same with these lines instead. */
    public Phone withLines(List<PhoneLine> others) {
        return new Phone(mac, model, person, description, others, settings);
    }

    /** The same with these settings instead. */
    public Phone withSettings(List<PhoneSetting> others) {
        return new Phone(mac, model, person, description, lines, others);
    }

    private static void once(Set<Object> seen, Object name, String what) {
        if (!seen.add(name)) {
            throw new IllegalArgumentException("a phone has " + what + " once");
        }
    }
}
