package org.hotdesk.astdb;

import java.util.LinkedHashMap;
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

    private Projection() {}

    /**
     * The owned rows of a device: all absent when there is no such device. The row by which the dialplan finds the
     * device of a DAHDI channel is {@link #channelRow}'s.
     */
    public static Map<AstDbKey, Optional<String>> device(Floor floor, DeviceNumber number) {
        Optional<Device> device = floor.device(number);
        var rows = new Rows("DEVICE", number.digits());
        rows.put("dial", device.map(d -> d.dial().text()));
        rows.put("type", device.map(d -> d.kind().literal()));
        rows.put("tech", device.map(d -> d.technology().literal()));
        rows.put("user", device.map(d -> floor.sessionAt(number)
                .map(s -> s.user().digits())
                .orElse(NOBODY)));
        rows.put(
                "default_user",
                device.map(d -> d.defaultUser().map(UserNumber::digits).orElse(NOBODY)));
        rows.put("emergency_cid", device.flatMap(Device::emergencyCallerId).map(CallerId::text));
        rows.put("location", device.flatMap(Device::emergencyLocation).map(DisplayName::text));
        return rows.byKey;
    }

    /** The row that leads from a DAHDI channel to its device; empty for a device of any other technology. */
    public static Optional<AstDbKey> channelRow(Device device) {
        return device.technology() == Technology.DAHDI
                ? Optional.of(new AstDbKey("HOTDESK", "dahdi/" + device.dial().resource()))
                : Optional.empty();
    }

    /** The owned rows of a user, without {@code password}, which only compatibility mode writes; all absent when there is no such user. */
    public static Map<AstDbKey, Optional<String>> user(Floor floor, UserNumber number) {
        Optional<AmpUser> user = floor.user(number);
        var rows = new Rows("AMPUSER", number.digits());
        rows.put("device", user.flatMap(u -> devices(floor, number)));
        rows.put("cidname", user.map(u -> u.cidname().text()));
        rows.put("cidnum", user.map(u -> u.shownNumber().digits()));
        rows.put("outboundcid", user.flatMap(AmpUser::outboundcid).map(CallerId::text));
        rows.put("ringtimer", user.map(u -> Integer.toString(u.ringtimer())));
        rows.put("noanswer", user.flatMap(AmpUser::noAnswer).map(NoAnswer::literal));
        rows.put(
                "voicemail",
                user.map(u -> u.mailbox().map(m -> m.context().text()).orElse(NO_VOICEMAIL)));
        rows.put(
                "mailbox",
                user.flatMap(AmpUser::mailbox).map(m -> m.box()).filter(box -> !box.equals(number.digits())));
        rows.put("recording/in/internal", rule(user, Recording::inInternal));
        rows.put("recording/in/external", rule(user, Recording::inExternal));
        rows.put("recording/out/internal", rule(user, Recording::outInternal));
        rows.put("recording/out/external", rule(user, Recording::outExternal));
        rows.put("context", user.flatMap(AmpUser::context).map(Token::text));
        rows.put("language", user.flatMap(AmpUser::language).map(Token::text));
        rows.put("accountcode", user.flatMap(AmpUser::accountcode).map(Token::text));
        rows.put("dialopts", user.flatMap(AmpUser::dialOptions));
        return rows.byKey;
    }

    /** The adopted rows of a user: what the phone's feature codes switch. */
    public static Map<AstDbKey, Optional<String>> features(UserNumber number, CallFeatures features) {
        Map<AstDbKey, Optional<String>> rows = new LinkedHashMap<>();
        rows.put(new AstDbKey("CF", number.digits()), features.forward());
        rows.put(new AstDbKey("CFB", number.digits()), features.forwardBusy());
        rows.put(new AstDbKey("CFU", number.digits()), features.forwardUnavailable());
        rows.put(new AstDbKey("DND", number.digits()), features.doNotDisturb() ? Optional.of("YES") : Optional.empty());
        rows.put(
                new AstDbKey("CW", number.digits()),
                features.callWaiting() ? Optional.of("ENABLED") : Optional.empty());
        return rows;
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

    private static void addPresent(Map<AstDbKey, String> all, Map<AstDbKey, Optional<String>> rows) {
        rows.forEach((key, row) -> row.ifPresent(text -> all.put(key, text)));
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

    private static final class Rows {
        private final String family;
        private final String number;
        private final Map<AstDbKey, Optional<String>> byKey = new LinkedHashMap<>();

        Rows(String family, String number) {
            this.family = family;
            this.number = number;
        }

        void put(String leaf, Optional<String> row) {
            byKey.put(new AstDbKey(family, number + "/" + leaf), row);
        }
    }
}
