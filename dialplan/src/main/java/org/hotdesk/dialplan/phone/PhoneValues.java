package org.hotdesk.dialplan.phone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.dialplan.phone.KeyPlan.Does;
import org.hotdesk.phone.PhoneSetting;

/** What the templates of a model may say of a phone, by name. One owner thread. */
final class PhoneValues {
    private final PhoneSheet sheet;
    private final ModelSheet model;
    private final KeyPlan plan;
    private final PhoneCodes codes;
    private final Optional<String> firmware;

    PhoneValues(PhoneSheet sheet, ModelSheet model, KeyPlan plan, PhoneCodes codes, Optional<String> firmware) {
        this.sheet = sheet;
        this.model = model;
        this.plan = plan;
        this.codes = codes;
        this.firmware = firmware;
    }

    Map<String, Object> all() {
        Map<String, Object> values = new HashMap<>();
        values.put("mac", sheet.mac().digits());
        values.put("MAC", sheet.mac().digits().toUpperCase(Locale.ROOT));
        values.put("label", sheet.label());
        values.put("voicemail", codes.voicemail());
        values.put("pickup", codes.pickup());
        values.put("firmware", firmware.<Object>map(image -> image).orElse(false));
        values.put("lines", lines());
        values.put("unusedLines", unusedLines());
        List<Map<String, Object>> keys = keys();
        List<Map<String, Object>> unused = unusedKeys();
        values.put("keys", keys);
        values.put("unusedKeys", unused);
        values.put(
                "lamps",
                numbered(plan.keys().stream()
                        .filter(key -> key.does() == Does.LAMP)
                        .toList()));
        values.put("softKeys", numbered(plan.softKeys()));
        pages(values, keys, unused);
        values.put("settings", sheet.settings().stream().map(this::setting).toList());
        values.put(
                "host",
                sheet.lines().isEmpty() ? "" : sheet.lines().get(0).registrar().host());
        return values;
    }

    private List<Map<String, Object>> lines() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (PhoneSheet.Line line : sheet.lines()) {
            int n = lines.size() + 1;
            Map<String, Object> values = new HashMap<>();
            values.put("n", n);
            values.put("device", line.device().digits());
            values.put("secret", line.secret());
            values.put("name", line.name());
            values.put("host", line.registrar().host());
            values.put("port", line.registrar().port());
            values.put("address", line.registrar().address());
            values.put("word", model.wordsOf("line", n));
            lines.add(values);
        }
        return lines;
    }

    private List<Map<String, Object>> unusedLines() {
        List<Map<String, Object>> unused = new ArrayList<>();
        for (int n = sheet.lines().size() + 1; n <= model.lines(); n++) {
            unused.add(Map.of("n", n, "word", model.wordsOf("line", n)));
        }
        return unused;
    }

    private List<Map<String, Object>> keys() {
        List<Map<String, Object>> keys = new ArrayList<>();
        for (KeyPlan.Key key : plan.keys()) {
            Map<String, Object> values = place(keys.size() + 1);
            values.put("isLine", key.does() == Does.LINE);
            values.put("isSpeed", key.does() == Does.SPEED);
            values.put("isLamp", key.does() == Does.LAMP);
            values.put("isUnused", false);
            values.put("line", key.line());
            values.put("line0", key.line() - 1);
            values.put("number", key.number());
            values.put("label", key.label());
            keys.add(values);
        }
        return keys;
    }

    private List<Map<String, Object>> unusedKeys() {
        List<Map<String, Object>> unused = new ArrayList<>();
        for (int k = plan.keys().size() + 1; k <= model.keys(); k++) {
            Map<String, Object> values = place(k);
            values.putAll(Map.of("isLine", false, "isSpeed", false, "isLamp", false, "isUnused", true, "label", ""));
            unused.add(values);
        }
        return unused;
    }

    private Map<String, Object> place(int k) {
        Map<String, Object> values = new HashMap<>();
        values.put("k", k);
        values.put("k0", k - 1);
        values.put("word", model.wordsOf("key", k));
        return values;
    }

    private static List<Map<String, Object>> numbered(List<KeyPlan.Key> keys) {
        List<Map<String, Object>> numbered = new ArrayList<>();
        keys.forEach(
                key -> numbered.add(Map.of("i", numbered.size() + 1, "number", key.number(), "label", key.label())));
        return numbered;
    }

    private void pages(Map<String, Object> values, List<Map<String, Object>> keys, List<Map<String, Object>> unused) {
        List<Map<String, Object>> all = new ArrayList<>(keys);
        all.addAll(unused);
        int size = model.keysPerPage();
        List<Map<String, Object>> pages = new ArrayList<>();
        for (int from = 0; size > 0 && from < all.size(); from += size) {
            List<Map<String, Object>> page = all.subList(from, Math.min(all.size(), from + size));
            for (int at = 0; at < page.size(); at++) {
                page.get(at).put("place", at + 1);
            }
            pages.add(Map.of("page", pages.size() + 1, "keys", page));
        }
        values.put("pages", pages);
        values.put("pageCount", pages.size());
    }

    private Map<String, Object> setting(PhoneSetting setting) {
        List<String> open = Arrays.asList(setting.variable().split("/"));
        List<String> close = new ArrayList<>(open);
        Collections.reverse(close);
        return Map.of("name", setting.variable(), "text", setting.text(), "open", open, "close", close);
    }
}
