package org.hotdesk.dialplan.phone;

import java.util.ArrayList;
import java.util.List;
import org.hotdesk.dialplan.phone.PhoneSheet.Lamp;
import org.hotdesk.dialplan.phone.PhoneSheet.Wishes;

/**
 * What goes on which key: the lines in their order, then voicemail, login and logoff, then lamps. Pure.
 *
 * @param keys on the keys of the model, the first one first
 * @param softKeys for a model that has codes on the display and not on keys
 * @param problems what was wanted and does not fit; without the phone's name
 */
record KeyPlan(List<Key> keys, List<Key> softKeys, List<String> problems) {
    KeyPlan {
        keys = List.copyOf(keys);
        softKeys = List.copyOf(softKeys);
        problems = List.copyOf(problems);
    }

    /** What a key does. */
    enum Does {
        LINE,
        SPEED,
        LAMP
    }

    /**
     * One key.
     *
     * @param line of whose account, counted from 1
     * @param number what it dials; empty for a line
     */
    record Key(Does does, int line, String number, String label) {}

    static KeyPlan of(PhoneSheet sheet, ModelSheet model, PhoneCodes codes) {
        List<String> problems = new ArrayList<>();
        int lines = sheet.lines().size();
        if (lines > model.lines()) {
            problems.add("has " + lines + " lines, and a " + model.model() + " has " + model.lines());
            return new KeyPlan(List.of(), List.of(), problems);
        }
        List<Key> onKeys = new ArrayList<>();
        if (model.linesOnKeys()) {
            for (int line = 1; line <= lines; line++) {
                onKeys.add(
                        new Key(Does.LINE, line, "", sheet.lines().get(line - 1).name()));
            }
        }
        Wishes wishes = sheet.wishes();
        if (!wishes.lamps().isEmpty() && !model.lamps()) {
            problems.add("wants lamps of users, and a " + model.model() + " shows none");
        }
        List<Key> codeKeys = new ArrayList<>();
        if (wishes.voicemailKey().orElse(!model.messageButton())) {
            codeKeys.add(speed(codes.voicemail(), "Voicemail"));
        }
        int taken = onKeys.size() + wishes.lamps().size() + (model.codesOnKeys() ? codeKeys.size() : 0);
        codeKeys.addAll(loginKeys(wishes, codes, model.codesOnKeys() ? model.keys() - taken : Integer.MAX_VALUE));
        if (model.codesOnKeys()) {
            onKeys.addAll(codeKeys);
        }
        for (Lamp lamp : wishes.lamps()) {
            onKeys.add(new Key(Does.LAMP, 1, lamp.user().digits(), lamp.label()));
        }
        if (onKeys.size() > model.keys()) {
            problems.add(tooMany(onKeys, lines, model));
        }
        return new KeyPlan(onKeys, model.codesOnKeys() ? List.of() : codeKeys, problems);
    }

    private static List<Key> loginKeys(Wishes wishes, PhoneCodes codes, int room) {
        List<Key> both = List.of(speed(codes.login(), "Log in"), speed(codes.logoff(), "Log off"));
        if (wishes.loginKeys().isPresent()) {
            return wishes.loginKeys().get() ? both : List.of();
        }
        if (room >= both.size()) {
            return both;
        }
        return room == 1 ? List.of(speed(codes.toggle(), "Log in/off")) : List.of();
    }

    private static Key speed(String code, String label) {
        return new Key(Does.SPEED, 1, code, label);
    }

    private static String tooMany(List<Key> keys, int lines, ModelSheet model) {
        int others = model.linesOnKeys() ? keys.size() - lines : keys.size();
        String have = model.linesOnKeys() ? lines + " lines and " + others + " other keys" : others + " keys";
        int left = Math.max(0, model.keys() - others);
        return "has " + have + ", and a " + model.model() + " has " + model.keys() + " keys"
                + (model.linesOnKeys() ? ": with those others " + left + " lines at most" : "");
    }
}
