package org.hotdesk.rules;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.EmptyCalls;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.CallRights;
import org.hotdesk.policy.EffectivePolicy;

/**
 * Who is calling, as FreePBX's user-callerid finds it: the device, and the user who sits there now.
 *
 * @param device the calling device; empty when it is none of ours
 * @param user the user at it; empty when nobody sits there
 * @param session since when they do
 * @param rights what the two may dial
 */
public record Caller(
        Optional<Device> device, Optional<AmpUser> user, Optional<Session> session, CallRights rights, CallKind kind) {
    /** Why a call may not be made. */
    public enum Refusal {
        /** Nobody sits there, and what was dialled is not among what an empty phone may dial. */
        EMPTY_PHONE,
        /** The caller may call users only. */
        INSIDE_ONLY
    }

    /** FreePBX takes a shorter name for none, and leaves the caller id alone. Dialplan counts bytes, so one Chinese letter will do. */
    private static final int NAME_MIN_BYTES = 2;

    /** Looks the device and its user up; a number that is no device gives a caller with neither. */
    public static Caller at(Floor floor, Optional<DeviceNumber> number, CallKind kind) {
        Optional<Device> device = number.flatMap(floor::device);
        Optional<Session> session = device.flatMap(d -> floor.sessionAt(d.number()));
        Optional<UserNumber> user = session.map(Session::user);
        CallRights rights = EffectivePolicy.callRights(floor, device.map(Device::number), user);
        return new Caller(device, user.flatMap(floor::user), session, rights, kind);
    }

    /**
     * Why this call may not be made; empty when it may. Emergency calls and those of no device of ours always may.
     *
     * @param number what was dialled
     */
    public Optional<Refusal> refusal(String number) {
        if (kind == CallKind.EMERGENCY || device.isEmpty()) {
            return Optional.empty();
        }
        if (user.isPresent()) {
            return kind == CallKind.EXTERNAL && !rights.outbound()
                    ? Optional.of(Refusal.INSIDE_ONLY)
                    : Optional.empty();
        }
        boolean allowed = (kind == CallKind.INTERNAL && rights.emptyCalls() == EmptyCalls.INTERNAL)
                || rights.emptyNumbers().contains(number);
        return allowed ? Optional.empty() : Optional.of(Refusal.EMPTY_PHONE);
    }

    /** The session's number in the ledger, or nothing. */
    public String sessionId() {
        return session.map(s -> Long.toString(s.id())).orElse("");
    }

    /** {@code no} for a user who may call users only, else nothing. */
    public String outbound() {
        return user.isPresent() && !rights.outbound() ? "no" : "";
    }

    /** {@code internal} for an empty phone that may call users, else nothing. */
    public String emptyCalls() {
        return isEmptyPhone() && rights.emptyCalls() == EmptyCalls.INTERNAL ? "internal" : "";
    }

    /** What an empty phone may dial too, joined by {@code &}; nothing for any other. */
    public String emptyNumbers() {
        return isEmptyPhone() ? String.join("&", rights.emptyNumbers()) : "";
    }

    /** The class of music on hold, or nothing. */
    public String music() {
        return device.flatMap(any -> rights.music()).map(Token::text).orElse("");
    }

    /** Who has the same may pick up this phone's calls and the other way round; nothing for nobody. */
    public String pickup() {
        return user.flatMap(any -> rights.pickup()).map(Token::text).orElse("");
    }

    private boolean isEmptyPhone() {
        return device.isPresent() && user.isEmpty();
    }

    /** The variable AMPUSER: the user, {@code none} at an empty phone, nothing for a device that is not ours. */
    public String ampUser() {
        return user.map(u -> u.number().digits()).orElse(device.isPresent() ? "none" : "");
    }

    /** AMPUSERCIDNAME; nothing when the name is too short to count. */
    public String cidName() {
        return user.map(u -> u.cidname().text())
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length >= NAME_MIN_BYTES)
                .orElse("");
    }

    /** AMPUSERCID: the masquerade on internal calls, the user's own number on others. */
    public String cidNumber() {
        return user.map(u -> (kind == CallKind.INTERNAL ? u.shownNumber() : u.number()).digits())
                .orElse("");
    }

    /** Whether an internal call shows a number that is not the user's own. */
    public boolean masquerades() {
        return kind == CallKind.INTERNAL
                && user.filter(u -> !u.shownNumber().equals(u.number())).isPresent();
    }

    /** The user's caller id for external calls as astdb holds it, or nothing. */
    public String outboundCallerId() {
        return user.flatMap(AmpUser::outboundcid).map(CallerId::text).orElse("");
    }

    /** The desk's caller id for emergency calls as astdb holds it, or nothing. */
    public String emergencyCallerId() {
        return device.flatMap(Device::emergencyCallerId).map(CallerId::text).orElse("");
    }

    /** Where the desk stands, or nothing. */
    public String emergencyLocation() {
        return device.flatMap(Device::emergencyLocation).map(Object::toString).orElse("");
    }
}
