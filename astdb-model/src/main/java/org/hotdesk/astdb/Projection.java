package org.hotdesk.astdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Session;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/**
 * Devices and users as rows of astdb, with FreePBX's keys and words. A row mapped to empty must be absent, so the rows
 * of an entity are the same set of keys whatever its state: the image of an entity that was removed is all absences.
 */
public final class Projection {
    /** Who sits at a device where nobody does. */
    public static final String NOBODY = "none";

    /** In {@code AMPUSER/<u>/voicemail} of a user without a mailbox. */
    public static final String NO_VOICEMAIL = "novm";

    /** Rows of a device below its number, in the order of its texts; its {@link CallRow} comes after them. */
    static final List<String> DEVICE_LEAVES =
            List.of("dial", "type", "tech", "user", "default_user", "emergency_cid", "location");

    /** The same of a user; {@link #PASSWORD} may come last. */
    static final List<String> USER_LEAVES = List.of(
            "device",
            "cidname",
            "cidnum",
            "outboundcid",
            "ringtimer",
            "noanswer",
            "voicemail",
            "mailbox",
            "recording/in/internal",
            "recording/in/external",
            "recording/out/internal",
            "recording/out/external",
            "context",
            "language",
            "accountcode",
            "dialopts");

    static final String PASSWORD = "password";

    /** The families of a user's adopted rows, in the order of their texts. */
    static final List<String> FEATURE_FAMILIES = List.of("CF", "CFB", "CFU", "DND", "CW");

    private Projection() {}

    /**
     * The owned rows of a device: all absent when there is no such device. The row by which the dialplan finds the
     * device of a DAHDI channel is {@link #channelRow}'s.
     */
    public static EntityRows device(Floor floor, DeviceNumber number) {
        Optional<Device> device = floor.device(number);
        List<Optional<String>> texts = List.of(
                device.map(d -> d.dial().text()),
                device.map(d -> d.kind().literal()),
                device.map(d -> d.technology().literal()),
                device.map(
                        d -> floor.sessionAt(number).map(s -> s.user().digits()).orElse(NOBODY)),
                device.map(d -> d.defaultUser().map(UserNumber::digits).orElse(NOBODY)),
                device.flatMap(Device::emergencyCallerId).map(CallerId::text),
                device.flatMap(Device::emergencyLocation).map(DisplayName::text),
                CallRow.of(floor, number));
        return new EntityRows(row -> deviceKey(number, row), texts);
    }

    private static AstDbKey deviceKey(DeviceNumber number, int row) {
        return row == DEVICE_LEAVES.size()
                ? CallRow.key(number)
                : new AstDbKey("DEVICE", number.digits() + "/" + DEVICE_LEAVES.get(row));
    }

    /** The row that leads from a DAHDI channel to its device; empty for a device of any other technology. */
    public static Optional<AstDbKey> channelRow(Device device) {
        return device.technology() == Technology.DAHDI
                ? Optional.of(new AstDbKey("HOTDESK", "dahdi/" + device.dial().resource()))
                : Optional.empty();
    }

    /** The owned rows of a user, without {@code password}; all absent when there is no such user. */
    public static EntityRows user(Floor floor, UserNumber number) {
        return userRows(number, userTexts(floor, number));
    }

    /**
     * All rows of a user, {@code password} with them, which only compatibility mode writes.
     *
     * @param pin in clear; empty where it is not to be there
     */
    public static EntityRows user(Floor floor, UserNumber number, Optional<String> pin) {
        List<Optional<String>> texts = userTexts(floor, number);
        texts.add(pin);
        return userRows(number, texts);
    }

    private static EntityRows userRows(UserNumber number, List<Optional<String>> texts) {
        return new EntityRows(row -> userKey(number, row), texts);
    }

    private static AstDbKey userKey(UserNumber number, int row) {
        if (row == USER_LEAVES.size()) {
            return CallRow.key(number);
        }
        String leaf = row < USER_LEAVES.size() ? USER_LEAVES.get(row) : PASSWORD;
        return new AstDbKey("AMPUSER", number.digits() + "/" + leaf);
    }

    private static List<Optional<String>> userTexts(Floor floor, UserNumber number) {
        Optional<AmpUser> user = floor.user(number);
        List<Optional<String>> texts = new ArrayList<>(USER_LEAVES.size() + 2);
        texts.add(user.flatMap(u -> devices(floor, number)));
        texts.add(user.map(u -> u.cidname().text()));
        texts.add(user.map(u -> u.shownNumber().digits()));
        texts.add(user.flatMap(AmpUser::outboundcid).map(CallerId::text));
        texts.add(user.map(u -> Integer.toString(u.ringtimer())));
        texts.add(user.flatMap(AmpUser::noAnswer).map(NoAnswer::literal));
        texts.add(user.map(u -> u.mailbox().map(m -> m.context().text()).orElse(NO_VOICEMAIL)));
        texts.add(user.flatMap(AmpUser::mailbox).map(m -> m.box()).filter(box -> !box.equals(number.digits())));
        texts.add(rule(user, Recording::inInternal));
        texts.add(rule(user, Recording::inExternal));
        texts.add(rule(user, Recording::outInternal));
        texts.add(rule(user, Recording::outExternal));
        texts.add(user.flatMap(AmpUser::context).map(Token::text));
        texts.add(user.flatMap(AmpUser::language).map(Token::text));
        texts.add(user.flatMap(AmpUser::accountcode).map(Token::text));
        texts.add(user.flatMap(AmpUser::dialOptions));
        texts.add(CallRow.of(floor, number));
        return texts;
    }

    /** The adopted rows of a user: what the phone's feature codes switch. */
    public static EntityRows features(UserNumber number, CallFeatures features) {
        List<Optional<String>> texts = List.of(
                features.forward(),
                features.forwardBusy(),
                features.forwardUnavailable(),
                features.doNotDisturb() ? Optional.of("YES") : Optional.empty(),
                features.callWaiting() ? Optional.of("ENABLED") : Optional.empty());
        return new EntityRows(i -> new AstDbKey(FEATURE_FAMILIES.get(i), number.digits()), texts);
    }

    /** Every row that must exist for this floor, and nothing absent: what a fresh Asterisk has to be given. */
    public static Map<AstDbKey, String> all(Floor floor) {
        Map<AstDbKey, String> rows = new LinkedHashMap<>();
        for (Device device : floor.devices()) {
            addPresent(rows, device(floor, device.number()));
            channelRow(device).ifPresent(row -> rows.put(row, device.number().digits()));
        }
        for (AmpUser user : floor.users()) {
            addPresent(rows, user(floor, user.number()));
            addPresent(rows, features(user.number(), user.features()));
        }
        return rows;
    }

    /** The same without what sessions and policies make of calls: all that can be read back by {@link AstDbImport}. */
    public static Map<AstDbKey, String> exported(Floor floor) {
        Map<AstDbKey, String> rows = all(floor);
        rows.keySet().removeIf(CallRow::is);
        return rows;
    }

    private static void addPresent(Map<AstDbKey, String> all, EntityRows rows) {
        rows.byKey().forEach((key, row) -> row.ifPresent(text -> all.put(key, text)));
    }

    private static Optional<String> devices(Floor floor, UserNumber user) {
        String list = floor.sessionsOf(user).stream()
                .map(Session::device)
                .map(DeviceNumber::digits)
                .collect(Collectors.joining("&"));
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static Optional<String> rule(Optional<AmpUser> user, Function<Recording, Recording.Rule> which) {
        return user.map(u -> which.apply(u.recording()).literal());
    }
}
