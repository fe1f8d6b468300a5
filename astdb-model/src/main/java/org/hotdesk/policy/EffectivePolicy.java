package org.hotdesk.policy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Effective;
import org.hotdesk.model.EmptyCalls;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Phones;
import org.hotdesk.model.PolicyChain;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyKind.Items;
import org.hotdesk.model.QueueLogoff;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.model.WeeklyCalendar;

/** What holds for a device and a user, either of which may be missing. Immutable. */
public final class EffectivePolicy {
    private static final CallRights USUAL =
            of(Floor.EMPTY, Optional.empty(), Optional.empty()).callRights();

    private final Floor floor;
    private final Optional<DeviceNumber> device;
    private final Optional<UserNumber> user;
    private final PolicyChain chain;

    private EffectivePolicy(Floor floor, Optional<DeviceNumber> device, Optional<UserNumber> user) {
        this.floor = floor;
        this.device = device;
        this.user = user;
        this.chain = floor.policies().chain(device, user);
    }

    /** What holds when this user sits at this device; without a user, when nobody does. */
    public static EffectivePolicy of(Floor floor, Optional<DeviceNumber> device, Optional<UserNumber> user) {
        return new EffectivePolicy(floor, device, user);
    }

    /** One value, and where it comes from. */
    public Effective effective(PolicyKey key) {
        return chain.effective(key);
    }

    /** For a login of this user at this device. */
    public LoginLimits loginLimits() {
        return new LoginLimits(
                as(PolicyKey.PHONES, Phones.class),
                as(PolicyKey.PHONES_MAX, Integer.class),
                saysYes(Optional.empty(), user),
                saysYes(device, Optional.empty()),
                items(PolicyKey.ALLOW_GROUPS),
                items(PolicyKey.ALLOW_AREAS),
                chain.group(),
                chain.area());
    }

    /** Whether the user's side and the device's both allow hot-desking. */
    public boolean mayHotDesk() {
        return saysYes(device, Optional.empty()) && saysYes(Optional.empty(), user);
    }

    public EndRules endRules() {
        return new EndRules(
                as(PolicyKey.END_AFTER, Duration.class),
                as(PolicyKey.END_AT, WeeklyCalendar.class),
                items(PolicyKey.TIME_ZONE).stream().findFirst().map(ZoneId::of),
                as(PolicyKey.END_IDLE, Duration.class),
                as(PolicyKey.END_MISSED, Integer.class),
                as(PolicyKey.END_GONE, Duration.class),
                as(PolicyKey.EXEMPT, Boolean.class),
                as(PolicyKey.WARN, Duration.class));
    }

    /** What this user may dial at this device; asked for by every call and every login, so it costs nothing where no policy is set. */
    public static CallRights callRights(Floor floor, Optional<DeviceNumber> device, Optional<UserNumber> user) {
        return floor.policies().areSilent() ? USUAL : of(floor, device, user).callRights();
    }

    public CallRights callRights() {
        return new CallRights(
                as(PolicyKey.EMPTY_CALLS, EmptyCalls.class),
                items(PolicyKey.EMPTY_NUMBERS),
                as(PolicyKey.OUTBOUND, Boolean.class),
                name(PolicyKey.MUSIC),
                name(PolicyKey.PICKUP));
    }

    public QueueRules queueRules() {
        return new QueueRules(
                items(PolicyKey.QUEUES).stream().map(Token::new).toList(),
                as(PolicyKey.QUEUE_LOGOFF, QueueLogoff.class));
    }

    /** After how long a PIN must be changed; zero for never. */
    public Duration pinExpires() {
        return as(PolicyKey.PIN_EXPIRES, Duration.class);
    }

    private boolean saysYes(Optional<DeviceNumber> atDevice, Optional<UserNumber> ofUser) {
        return floor.policies()
                .chain(atDevice, ofUser)
                .value(PolicyKey.HOT_DESKING)
                .as(Boolean.class);
    }

    private Optional<Token> name(PolicyKey key) {
        return items(key).stream().findFirst().map(Token::new);
    }

    private List<String> items(PolicyKey key) {
        return as(key, Items.class).texts();
    }

    private <T> T as(PolicyKey key, Class<T> type) {
        return chain.value(key).as(type);
    }
}
