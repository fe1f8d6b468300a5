package org.hotdesk.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Technology;
import org.hotdesk.model.UserNumber;

/**
 * What a floor must fulfil that no single value can check for itself. All checks look at the floor as it would be, so a
 * batch is judged as a whole. Each reason is one line that names the thing, the key and what is expected.
 */
public final class Admission {
    private static final int NAMED_AT_MOST = 5;

    private Admission() {}

    /** What is wrong with a device of the floor; nothing for a good one. */
    public static List<String> device(Floor floor, Device device) {
        List<String> reasons = new ArrayList<>();
        device.defaultUser()
                .filter(user -> floor.user(user).isEmpty())
                .ifPresent(user -> reasons.add(
                        "device " + device.number() + ": default-user must be a user; there is no user " + user));
        if (device.technology() != Technology.CUSTOM) {
            floor.devicesBehind(device.dial()).stream()
                    .filter(other -> !other.equals(device.number()) && !isCustom(floor, other))
                    .findFirst()
                    .ifPresent(other -> reasons.add("device " + device.number() + ": dial must be its own; "
                            + device.dial() + " is device " + other + "'s"));
        }
        floor.alias(new AliasName(device.number().digits()))
                .ifPresent(alias -> reasons.add("device " + device.number() + ": " + taken(alias)));
        return List.copyOf(reasons);
    }

    /** What is wrong with a user of the floor; nothing for a good one. */
    public static List<String> user(Floor floor, AmpUser user) {
        List<String> reasons = new ArrayList<>(noAnswer(floor, user));
        floor.alias(new AliasName(user.number().digits()))
                .ifPresent(alias -> reasons.add("user " + user.number() + ": " + taken(alias)));
        return List.copyOf(reasons);
    }

    /** What is wrong with an alias that is to be added to the floor; nothing for a good one. */
    public static List<String> alias(Floor floor, Alias alias) {
        List<String> reasons = new ArrayList<>();
        String name = "alias " + alias.name() + ": ";
        if (alias.device().filter(device -> floor.device(device).isEmpty()).isPresent()
                || alias.user().filter(user -> floor.user(user).isEmpty()).isPresent()) {
            reasons.add(name + "must lead somewhere; there is no " + alias.target() + ", add it first");
        }
        String text = alias.name().text();
        if (UserNumber.parse(text).flatMap(floor::user).isPresent()) {
            reasons.add(name + "is the number of a user; an alias must be a name nobody has");
        } else if (DeviceNumber.parse(text).flatMap(floor::device).isPresent()) {
            reasons.add(name + "is the number of a device; an alias must be a name nobody has");
        }
        floor.alias(alias.name())
                .filter(other -> !other.equals(alias))
                .ifPresent(other -> reasons.add(name + "leads to " + other.target() + " already; remove it first"));
        return List.copyOf(reasons);
    }

    private static String taken(Alias alias) {
        return "the number is an alias of " + alias.target() + "; remove that first, or take another number";
    }

    private static List<String> noAnswer(Floor floor, AmpUser user) {
        Optional<UserNumber> next = following(user);
        if (next.isEmpty()) {
            return List.of();
        }
        if (floor.user(next.get()).isEmpty()) {
            return List.of("user " + user.number() + ": noanswer must lead to a user; there is no user " + next.get());
        }
        List<UserNumber> circle = NoAnswerLoop.closedBy(floor, user);
        if (circle.isEmpty()) {
            return List.of();
        }
        String way = circle.stream().map(UserNumber::digits).collect(Collectors.joining(" -> "));
        return List.of("user " + user.number() + ": noanswer must come to an end; it goes in a circle, " + way + " -> "
                + circle.get(0));
    }

    /** Who still needs a user that is about to be removed; nothing when nobody does. */
    public static List<String> removal(Floor floor, UserNumber user) {
        List<String> reasons = new ArrayList<>();
        List<String> devices = floor.devices().stream()
                .filter(device -> device.defaultUser().filter(user::equals).isPresent())
                .map(Device::number)
                .map(DeviceNumber::digits)
                .sorted()
                .toList();
        if (!devices.isEmpty()) {
            reasons.add("user " + user + ": is default-user of device " + some(devices) + "; give these another first");
        }
        List<String> users = floor.users().stream()
                .filter(other -> !other.number().equals(user)
                        && following(other).filter(user::equals).isPresent())
                .map(other -> other.number().digits())
                .sorted()
                .toList();
        if (!users.isEmpty()) {
            reasons.add("user " + user + ": is noanswer of user " + some(users) + "; give these another first");
        }
        return List.copyOf(reasons);
    }

    private static boolean isCustom(Floor floor, DeviceNumber number) {
        return floor.device(number)
                .filter(device -> device.technology() == Technology.CUSTOM)
                .isPresent();
    }

    private static Optional<UserNumber> following(AmpUser user) {
        return user.noAnswer()
                .filter(NoAnswer.ToUser.class::isInstance)
                .map(NoAnswer.ToUser.class::cast)
                .map(NoAnswer.ToUser::user);
    }

    /** The first few of a list, in words. */
    public static String some(List<String> numbers) {
        String named = numbers.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
        return numbers.size() > NAMED_AT_MOST ? named + " and " + (numbers.size() - NAMED_AT_MOST) + " more" : named;
    }
}
