package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Token;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.phone.PhoneSetting;
import org.hotdesk.provision.KeyWishes;

/** Phones as JSON and back. Pure. */
final class PhoneForm {
    private static final Set<String> FIELDS =
            Set.of("model", "person", "description", "lines", "lamps", "voicemail_key", "login_keys", "settings");

    private PhoneForm() {}

    static ObjectNode write(Phone phone) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("mac", phone.mac().text());
        json.put("model", phone.model().text());
        json.put("person", phone.person().map(Token::text).orElse(null));
        json.put("description", phone.description().map(DisplayName::text).orElse(null));
        ArrayNode lines = json.putArray("lines");
        phone.lines().forEach(line -> lines.add(line.device().digits()));
        return json;
    }

    /** The same with what is on its keys and in its file besides. */
    static ObjectNode writeWhole(Phone phone) {
        ObjectNode json = write(phone);
        ArrayNode lamps = json.putArray("lamps");
        ObjectNode settings = json.putObject("settings");
        for (PhoneSetting setting : phone.settings()) {
            if (setting.variable().startsWith(KeyWishes.LAMP)) {
                lamps.add(setting.text());
            } else {
                settings.put(setting.variable(), setting.text());
            }
        }
        return json;
    }

    /** The phone as it will be. */
    static Phone read(Phone current, ObjectNode body) {
        var patch = new Patch("phone " + current.mac(), body, FIELDS);
        try {
            return new Phone(
                    current.mac(),
                    patch.text("model", current.model(), ModelName::parse, ModelName.RANGE),
                    patch.optional("person", current.person(), Token::parse, "a person's uid"),
                    patch.optional("description", current.description(), DisplayName::parse, DisplayName.RANGE),
                    lines(current, body),
                    settings(current, body));
        } catch (IllegalArgumentException together) {
            throw refusal(current, String.valueOf(together.getMessage()));
        }
    }

    private static List<PhoneLine> lines(Phone current, ObjectNode body) {
        if (!body.has("lines")) {
            return current.lines();
        }
        List<PhoneLine> lines = new ArrayList<>();
        for (String text : texts(current, body, "lines")) {
            DeviceNumber device =
                    DeviceNumber.parse(text).orElseThrow(() -> refusal(current, "lines must be device numbers"));
            lines.add(new PhoneLine(lines.size() + 1, device));
        }
        return lines;
    }

    private static List<PhoneSetting> settings(Phone current, ObjectNode body) {
        Map<String, String> all = new TreeMap<>();
        current.settings().forEach(setting -> all.put(setting.variable(), setting.text()));
        if (body.has("lamps")) {
            all.keySet().removeIf(name -> name.startsWith(KeyWishes.LAMP));
            int number = 1;
            for (String lamp : texts(current, body, "lamps")) {
                all.put(KeyWishes.LAMP + number++, lamp);
            }
        }
        flag(current, body, "voicemail_key", KeyWishes.VOICEMAIL_KEY, all);
        flag(current, body, "login_keys", KeyWishes.LOGIN_KEYS, all);
        JsonNode given = body.path("settings");
        if (!given.isMissingNode() && !given.isObject()) {
            throw refusal(current, "settings must be an object");
        }
        given.properties().forEach(each -> put(current, all, each.getKey(), each.getValue()));
        return all.entrySet().stream()
                .map(each -> PhoneSetting.parse(each.getKey(), each.getValue())
                        .orElseThrow(() -> refusal(
                                current, "a setting has a name of 1 to 128 and a text of at most 256 characters")))
                .toList();
    }

    private static void flag(Phone current, ObjectNode body, String field, String variable, Map<String, String> all) {
        if (body.has(field)) {
            if (!body.get(field).isNull() && !body.get(field).isBoolean()) {
                throw refusal(current, field + " must be true, false or null");
            }
            put(
                    current,
                    all,
                    variable,
                    body.get(field).isNull()
                            ? body.get(field)
                            : JsonNodeFactory.instance.textNode(body.get(field).asText()));
        }
    }

    private static void put(Phone current, Map<String, String> all, String name, JsonNode text) {
        if (text.isNull()) {
            all.remove(name);
        } else if (text.isTextual()) {
            all.put(name, text.textValue());
        } else {
            throw refusal(current, "the setting " + name + " must be text");
        }
    }

    private static List<String> texts(Phone current, ObjectNode body, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : body.path(field)) {
            texts.add(Optional.ofNullable(each.textValue())
                    .orElseThrow(() -> refusal(current, field + " must be a list of texts")));
        }
        return texts;
    }

    private static AdminRefusal refusal(Phone phone, String what) {
        return new AdminRefusal(Why.MALFORMED, "phone " + phone.mac() + ": " + what);
    }
}
