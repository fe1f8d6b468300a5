package org.hotdesk.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotdesk.dialplan.phone.PhoneSheet.Lamp;
import org.hotdesk.dialplan.phone.PhoneSheet.Wishes;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.PhoneSetting;

/**
 * What shall be on a phone's keys, kept among its settings under names that begin with {@code hotdesk.}: all other settings
 * go into its file as they are. Pure.
 *
 * @param problems settings of ours that say nothing we know; without the phone's name
 */
public record KeyWishes(Wishes wishes, List<PhoneSetting> free, List<String> problems) {
    /** {@code true} or {@code false}. */
    public static final String VOICEMAIL_KEY = "hotdesk.voicemail-key";

    /** {@code true} or {@code false}. */
    public static final String LOGIN_KEYS = "hotdesk.login-keys";

    /** Then a number, by which lamps are ordered; its text is a user, and perhaps a blank and the key's label. */
    public static final String LAMP = "hotdesk.lamp.";

    private static final String OURS = "hotdesk.";

    public KeyWishes {
        free = List.copyOf(free);
        problems = List.copyOf(problems);
    }

    /** @param floor names lamps that have no label of their own */
    static KeyWishes of(List<PhoneSetting> settings, Floor floor) {
        List<PhoneSetting> free = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<Integer, Lamp> lamps = new TreeMap<>();
        Optional<Boolean> voicemail = Optional.empty();
        Optional<Boolean> login = Optional.empty();
        for (PhoneSetting setting : settings) {
            String variable = setting.variable();
            if (!variable.startsWith(OURS)) {
                free.add(setting);
            } else if (variable.equals(VOICEMAIL_KEY) && flag(setting).isPresent()) {
                voicemail = flag(setting);
            } else if (variable.equals(LOGIN_KEYS) && flag(setting).isPresent()) {
                login = flag(setting);
            } else if (variable.matches("hotdesk[.]lamp[.][0-9]{1,4}")
                    && lamp(setting, floor).isPresent()) {
                lamps.put(
                        Integer.parseInt(variable.substring(LAMP.length())),
                        lamp(setting, floor).get());
            } else {
                problems.add("has a setting " + variable + " that is not understood");
            }
        }
        return new KeyWishes(new Wishes(voicemail, login, List.copyOf(lamps.values())), free, problems);
    }

    private static Optional<Boolean> flag(PhoneSetting setting) {
        return setting.text().matches("true|false") ? Optional.of(Boolean.valueOf(setting.text())) : Optional.empty();
    }

    private static Optional<Lamp> lamp(PhoneSetting setting, Floor floor) {
        int blank = setting.text().indexOf(' ');
        String number = blank < 0 ? setting.text() : setting.text().substring(0, blank);
        return UserNumber.parse(number)
                .map(user -> new Lamp(
                        user, blank < 0 ? name(user, floor) : setting.text().substring(blank + 1)));
    }

    private static String name(UserNumber user, Floor floor) {
        return floor.user(user).map(known -> known.cidname().text()).orElse(user.digits());
    }
}
