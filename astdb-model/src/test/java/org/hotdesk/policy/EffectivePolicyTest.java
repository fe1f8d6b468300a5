package org.hotdesk.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmptyCalls;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Group;
import org.hotdesk.model.Phones;
import org.hotdesk.model.Policies;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.PolicyScope.OfDevice;
import org.hotdesk.model.PolicyScope.OfGroup;
import org.hotdesk.model.PolicyScope.OfSystem;
import org.hotdesk.model.PolicyScope.OfUser;
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.QueueLogoff;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.model.WeeklyCalendar;
import org.junit.jupiter.api.Test;

class EffectivePolicyTest {
    private static final DeviceNumber DESK = new DeviceNumber("1001");
    private static final UserNumber ANN = new UserNumber("201");
    private static final Token SALES = new Token("sales");
    private static final Token LOBBY = new Token("lobby");
    private static final OfSystem SYSTEM = new OfSystem();

    private final Map<PolicyScope, Map<PolicyKey, PolicyValue>> values = new HashMap<>();

    @Test
    void withoutAnyPolicy_allIsAsFreePbxHasIt() {
        EffectivePolicy policy = EffectivePolicy.of(Floor.EMPTY, Optional.of(DESK), Optional.of(ANN));

        assertThat(policy.loginLimits())
                .isEqualTo(new LoginLimits(
                        Phones.ALLOW, 0, true, true, List.of(), List.of(), Optional.empty(), Optional.empty()));
        assertThat(policy.loginLimits().isOfAllowedGroup()).isTrue();
        assertThat(policy.loginLimits().isInAllowedArea()).isTrue();
        assertThat(policy.endRules())
                .isEqualTo(new EndRules(
                        Duration.ZERO,
                        WeeklyCalendar.NEVER,
                        Optional.empty(),
                        Duration.ZERO,
                        0,
                        Duration.ZERO,
                        false,
                        Duration.ZERO));
        assertThat(policy.callRights())
                .isEqualTo(new CallRights(EmptyCalls.EMERGENCY, List.of(), true, Optional.empty(), Optional.empty()));
        assertThat(policy.queueRules()).isEqualTo(new QueueRules(List.of(), QueueLogoff.REMOVE));
        assertThat(policy.pinExpires()).isZero();
        assertThat(policy.effective(PolicyKey.PHONES).from()).isEmpty();
    }

    @Test
    void valueNearestToTheUser_holds() {
        List<PolicyScope> chain =
                List.of(SYSTEM, new OfGroup(LOBBY), new OfGroup(SALES), new OfDevice(DESK), new OfUser(ANN));
        for (int i = 0; i < chain.size(); i++) {
            set(chain.get(i), PolicyKey.PHONES_MAX, "" + i);
            var effective = policy().effective(PolicyKey.PHONES_MAX);
            assertThat(effective.value().text()).isEqualTo("" + i);
            assertThat(effective.from()).contains(chain.get(i));
        }
    }

    @Test
    void policyOfDevices_isNotChangedByUsersNorTheOtherWayRound() {
        set(new OfGroup(SALES), PolicyKey.ALLOW_GROUPS, "lobby");
        set(new OfGroup(LOBBY), PolicyKey.QUEUES, "lobby");
        assertThat(policy().loginLimits().allowGroups()).isEmpty();
        assertThat(policy().queueRules().queues()).isEmpty();

        set(new OfGroup(LOBBY), PolicyKey.ALLOW_GROUPS, "sales");
        set(new OfGroup(SALES), PolicyKey.QUEUES, "sales,support");
        assertThat(policy().loginLimits().isOfAllowedGroup()).isTrue();
        assertThat(policy().queueRules().queues()).containsExactly(SALES, new Token("support"));
    }

    @Test
    void hotDesking_needsBothSides() {
        set(new OfDevice(DESK), PolicyKey.HOT_DESKING, "no");
        set(new OfUser(ANN), PolicyKey.HOT_DESKING, "yes");
        assertThat(policy().mayHotDesk()).isFalse();
        assertThat(policy().loginLimits().deviceMay()).isFalse();
        assertThat(policy().loginLimits().userMay()).isTrue();

        set(new OfDevice(DESK), PolicyKey.HOT_DESKING, "yes");
        set(new OfGroup(SALES), PolicyKey.HOT_DESKING, "no");
        assertThat(policy().mayHotDesk()).isTrue();
        set(new OfUser(ANN), PolicyKey.HOT_DESKING, "no");
        assertThat(policy().mayHotDesk()).isFalse();
    }

    @Test
    void allowLists_lookAtGroupAndArea() {
        set(new OfDevice(DESK), PolicyKey.ALLOW_GROUPS, "support");
        set(new OfUser(ANN), PolicyKey.ALLOW_AREAS, "lobby,roof");
        assertThat(policy().loginLimits().isOfAllowedGroup()).isFalse();
        assertThat(policy().loginLimits().isInAllowedArea()).isTrue();
        set(new OfUser(ANN), PolicyKey.ALLOW_AREAS, "roof");
        assertThat(policy().loginLimits().isInAllowedArea()).isFalse();
    }

    @Test
    void endRules_areTyped() {
        set(SYSTEM, PolicyKey.END_AFTER, "8h");
        set(SYSTEM, PolicyKey.END_AT, "mon-fri 18:00");
        set(SYSTEM, PolicyKey.TIME_ZONE, "Europe/Berlin");
        set(SYSTEM, PolicyKey.END_IDLE, "2h");
        set(SYSTEM, PolicyKey.END_MISSED, "3");
        set(SYSTEM, PolicyKey.END_GONE, "10m");
        set(SYSTEM, PolicyKey.WARN, "5m");
        set(new OfUser(ANN), PolicyKey.EXEMPT, "yes");

        assertThat(policy().endRules())
                .isEqualTo(new EndRules(
                        Duration.ofHours(8),
                        WeeklyCalendar.parse("mon-fri 18:00").orElseThrow(),
                        Optional.of(ZoneId.of("Europe/Berlin")),
                        Duration.ofHours(2),
                        3,
                        Duration.ofMinutes(10),
                        true,
                        Duration.ofMinutes(5)));
    }

    @Test
    void emptyPhone_hasTheDevicesRights() {
        set(new OfGroup(LOBBY), PolicyKey.EMPTY_CALLS, "internal");
        set(new OfDevice(DESK), PolicyKey.EMPTY_NUMBERS, "201,+4930");
        set(new OfUser(ANN), PolicyKey.OUTBOUND, "no");
        set(new OfUser(ANN), PolicyKey.MUSIC, "jazz");
        set(SYSTEM, PolicyKey.PICKUP, "all");

        assertThat(EffectivePolicy.of(floor(), Optional.of(DESK), Optional.empty())
                        .callRights())
                .isEqualTo(new CallRights(
                        EmptyCalls.INTERNAL,
                        List.of("201", "+4930"),
                        true,
                        Optional.empty(),
                        Optional.of(new Token("all"))));
        assertThat(policy().callRights().outbound()).isFalse();
        assertThat(policy().callRights().music()).contains(new Token("jazz"));
    }

    private void set(PolicyScope scope, PolicyKey key, String text) {
        values.computeIfAbsent(scope, any -> new HashMap<>())
                .put(key, key.read(text).orElseThrow());
    }

    private EffectivePolicy policy() {
        return EffectivePolicy.of(floor(), Optional.of(DESK), Optional.of(ANN));
    }

    private Floor floor() {
        return Floor.of(List.of(Device.adhoc(DESK)), List.of(AmpUser.named(ANN, new DisplayName("Ann"))), List.of())
                .withPolicies(Policies.of(
                        List.of(new Group(SALES, new DisplayName("Sales")), new Group(LOBBY, new DisplayName("Lobby"))),
                        Map.of(ANN, SALES),
                        Map.of(DESK, LOBBY),
                        values));
    }
}
