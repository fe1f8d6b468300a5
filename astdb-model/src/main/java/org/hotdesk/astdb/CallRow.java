package org.hotdesk.astdb;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.CallRights;
import org.hotdesk.rules.CallKind;
import org.hotdesk.rules.Callee;
import org.hotdesk.rules.Caller;

/**
 * The one row of a device, and that of a user, from which the dialplan knows what policies make of a call. Its fields stand
 * between commas; those at the end that are as they usually are, are left out, and a row without any is absent. Pure.
 */
final class CallRow {
    private static final String FAMILY = "HOTDESK";
    private static final String LEAF = "/call";

    private CallRow() {}

    static AstDbKey key(DeviceNumber device) {
        return new AstDbKey(FAMILY, "device/" + device.digits() + LEAF);
    }

    static AstDbKey key(UserNumber user) {
        return new AstDbKey(FAMILY, "user/" + user.digits() + LEAF);
    }

    /** Whether it is one of these. */
    static boolean is(AstDbKey row) {
        return row.family().equals(FAMILY)
                && row.key().endsWith(LEAF)
                && (row.key().startsWith("device/") || row.key().startsWith("user/"));
    }

    /** Session, outbound, what an empty phone may call, which numbers too, music on hold, pickup: for the device and who sits there. */
    static Optional<String> of(Floor floor, DeviceNumber device) {
        Caller caller = Caller.at(floor, Optional.of(device), CallKind.INTERNAL);
        return joined(List.of(
                caller.sessionId(),
                caller.outbound(),
                caller.emptyCalls(),
                caller.emptyNumbers(),
                caller.music(),
                caller.pickup()));
    }

    /** Where forwards may lead, and music on hold: for a user wherever they sit. */
    static Optional<String> of(Floor floor, UserNumber user) {
        if (floor.user(user).isEmpty()) {
            return Optional.empty();
        }
        CallRights rights = Callee.rights(floor, user);
        return joined(List.of(
                rights.outbound() ? "" : "no", rights.music().map(Token::text).orElse("")));
    }

    private static Optional<String> joined(List<String> fields) {
        int said = fields.size();
        while (said > 0 && fields.get(said - 1).isEmpty()) {
            said--;
        }
        return said == 0 ? Optional.empty() : Optional.of(String.join(",", fields.subList(0, said)));
    }
}
