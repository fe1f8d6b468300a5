package org.hotdesk.admin;

import java.util.List;
import java.util.Optional;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Effective;
import org.hotdesk.model.Floor;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.Session;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.Admission;
import org.hotdesk.rules.LoginDecision.Refused.Reason;
import org.hotdesk.rules.LoginRules;

/** Says why a login or logoff was refused, and which policy of whom says so. Immutable. */
final class LoginRefusals {
    private final Floor floor;
    private final DeviceNumber device;
    private final Optional<UserNumber> user;

    LoginRefusals(Floor floor, DeviceNumber device, Optional<UserNumber> user) {
        this.floor = floor;
        this.device = device;
        this.user = user;
    }

    AdminRefusal of(Reason reason) {
        String who = user.map(UserNumber::digits).orElse("");
        return switch (reason) {
            case NO_SUCH_DEVICE -> Outcomes.noDevice(device);
            case NO_SUCH_USER -> new AdminRefusal(Why.NOT_FOUND, "there is no user " + who);
            case DEVICE_IS_FIXED ->
                refused("device " + device + " is fixed to its user; 'hotdesk device set " + device
                        + " --type adhoc' makes it a hot desk");
            case DEVICE_MAY_NOT ->
                refused("nobody may log in at device " + device + ": "
                        + set(PolicyKey.HOT_DESKING, Optional.of(device), Optional.empty()));
            case USER_MAY_NOT ->
                refused("user " + who + " may not log in: " + set(PolicyKey.HOT_DESKING, Optional.empty(), user));
            case NOT_OF_ALLOWED_GROUP ->
                refused("user " + who + " is " + in(user.flatMap(floor.policies()::groupOf)) + ": "
                        + set(PolicyKey.ALLOW_GROUPS, Optional.of(device), user));
            case NOT_IN_ALLOWED_AREA ->
                refused("device " + device + " is " + in(floor.policies().groupOf(device)) + ": "
                        + set(PolicyKey.ALLOW_AREAS, Optional.of(device), user));
            case SITS_ELSEWHERE -> sitsElsewhere(PolicyKey.PHONES);
            case TOO_MANY_PHONES -> sitsElsewhere(PolicyKey.PHONES_MAX);
        };
    }

    private AdminRefusal sitsElsewhere(PolicyKey policy) {
        List<String> desks = user.map(number -> LoginRules.hotDesksOf(floor, number)).orElse(List.of()).stream()
                .map(Session::device)
                .map(DeviceNumber::digits)
                .toList();
        return refused("user " + user.map(UserNumber::digits).orElse("") + " sits at device " + Admission.some(desks)
                + ": " + set(policy, Optional.of(device), user));
    }

    /** Such as {@code phones is deny for group sales}. */
    private String set(PolicyKey key, Optional<DeviceNumber> ofDevice, Optional<UserNumber> ofUser) {
        Effective effective = floor.policies().effective(key, ofDevice, ofUser);
        return key.literal() + " is " + effective.value()
                + effective
                        .from()
                        .map(PolicyScope::toString)
                        .map(" for "::concat)
                        .orElse("");
    }

    private static String in(Optional<Token> group) {
        return group.map(name -> "in group " + name).orElse("in no group");
    }

    private static AdminRefusal refused(String why) {
        return new AdminRefusal(Why.FORBIDDEN_BY_RULE, why);
    }
}
