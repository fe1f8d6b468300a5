package org.hotdesk.dialplan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Policies;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.Session;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** A floor in few words, for cases. One owner thread. */
final class LabFloor {
    private final List<Device> devices = new ArrayList<>();
    private final List<AmpUser> users = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private Policies policies = Policies.NONE;

    /** A hot desk whose phone is played by the lab's dialplan. */
    LabFloor desk(String number) {
        return device(number, "Local/" + number + "@lab-phone", Optional.empty());
    }

    /** A hot desk with the caller id that its emergency calls must show. */
    LabFloor desk(String number, String emergencyCallerId) {
        return device(number, "Local/" + number + "@lab-phone", CallerId.parse(emergencyCallerId));
    }

    /** A hot desk that is a PJSIP endpoint of the lab's. */
    LabFloor pjsip(String number) {
        return device(number, "PJSIP/" + number, Optional.empty());
    }

    /** A hot desk that is a peer of chan_sip. */
    LabFloor sip(String number) {
        return device(number, "SIP/" + number, Optional.empty());
    }

    private LabFloor device(String number, String dial, Optional<CallerId> emergencyCallerId) {
        devices.add(new Device(
                new DeviceNumber(number),
                Technology.parse(dial.substring(0, dial.indexOf('/'))).orElse(Technology.CUSTOM),
                new DialString(dial),
                DeviceKind.ADHOC,
                Optional.empty(),
                emergencyCallerId,
                emergencyCallerId.map(any -> new DisplayName("Room " + number + " (left), by the door")),
                Device.FROM_INTERNAL,
                new DisplayName("desk " + number),
                Optional.empty(),
                false));
        return this;
    }

    /** A user, logged in at these desks in this order. */
    LabFloor user(String number, String name, UnaryOperator<AmpUser.Builder> more, String... desks) {
        var user = new UserNumber(number);
        users.add(more.apply(AmpUser.builder(user, new DisplayName(name))).build());
        for (String desk : desks) {
            sessions.add(new Session(sessions.size() + 1L, new DeviceNumber(desk), user, Instant.EPOCH, How.CODE));
        }
        return this;
    }

    /** A user with nothing set. */
    LabFloor user(String number, String name, String... desks) {
        return user(number, name, UnaryOperator.identity(), desks);
    }

    /** Policies of a device or user, each as {@code outbound=no}. */
    LabFloor policy(PolicyScope scope, String... set) {
        Map<PolicyKey, PolicyValue> values = new EnumMap<>(PolicyKey.class);
        for (String each : set) {
            int equals = each.indexOf('=');
            PolicyKey key = PolicyKey.parse(each.substring(0, equals)).orElseThrow();
            values.put(key, key.read(each.substring(equals + 1)).orElseThrow());
        }
        policies = policies.withValues(scope, values);
        return this;
    }

    LabFloor deskPolicy(String desk, String... set) {
        return policy(new PolicyScope.OfDevice(new DeviceNumber(desk)), set);
    }

    LabFloor userPolicy(String user, String... set) {
        return policy(new PolicyScope.OfUser(new UserNumber(user)), set);
    }

    Floor build() {
        return Floor.of(devices, users, sessions).withPolicies(policies);
    }

    static Optional<MailboxAddress> box(String address) {
        return MailboxAddress.parse(address);
    }

    static Optional<NoAnswer> noAnswer(String literal) {
        return NoAnswer.parse(literal);
    }

    static Optional<CallerId> callerId(String text) {
        return CallerId.parse(text);
    }

    static Optional<Token> word(String text) {
        return Token.parse(text);
    }
}
