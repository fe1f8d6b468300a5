package org.hotdesk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Policies;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.Session;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.LoginDecision.Change;
import org.hotdesk.rules.LoginDecision.Refused;
import org.hotdesk.rules.LoginDecision.Refused.Reason;
import org.hotdesk.rules.LoginDecision.Unchanged;
import org.junit.jupiter.api.Test;

class LoginRulesTest {
    private static final DeviceNumber FREE = new DeviceNumber("2001");
    private static final DeviceNumber WITH_DEFAULT = new DeviceNumber("2002");
    private static final DeviceNumber OTHER = new DeviceNumber("2004");
    private static final DeviceNumber FIXED = new DeviceNumber("2003");
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BEN = new UserNumber("301");

    private final Session atDefault = new Session(1, WITH_DEFAULT, BEN, Instant.EPOCH, How.DEFAULT);
    private final Session atFixed = new Session(2, FIXED, BEN, Instant.EPOCH, How.DEFAULT);
    private final Floor floor = Floor.of(
            List.of(
                    Device.adhoc(FREE),
                    Device.adhoc(WITH_DEFAULT).fallingBackTo(BEN),
                    Device.adhoc(FIXED).fixedTo(BEN)),
            List.of(AmpUser.named(ANN, new DisplayName("Ann")), AmpUser.named(BEN, new DisplayName("Ben"))),
            List.of(atDefault, atFixed));

    @Test
    void login_takesAFreeDevice() {
        assertThat(LoginRules.login(floor, FREE, ANN)).isEqualTo(new Change(FREE, List.of(), Optional.of(ANN), false));
    }

    @Test
    void login_replacesWhoSitsThere() {
        assertThat(LoginRules.login(floor, WITH_DEFAULT, ANN))
                .isEqualTo(new Change(WITH_DEFAULT, List.of(atDefault), Optional.of(ANN), false));
    }

    @Test
    void login_whereTheUserSitsAlready_changesNothing() {
        assertThat(LoginRules.login(floor, WITH_DEFAULT, BEN)).isEqualTo(new Unchanged(WITH_DEFAULT, Optional.of(BEN)));
    }

    @Test
    void login_isRefused() {
        assertThat(LoginRules.login(floor, new DeviceNumber("9"), ANN)).isEqualTo(new Refused(Reason.NO_SUCH_DEVICE));
        assertThat(LoginRules.login(floor, FREE, new UserNumber("9"))).isEqualTo(new Refused(Reason.NO_SUCH_USER));
        assertThat(LoginRules.login(floor, FIXED, ANN)).isEqualTo(new Refused(Reason.DEVICE_IS_FIXED));
        assertThat(LoginRules.logoff(floor, new DeviceNumber("9"))).isEqualTo(new Refused(Reason.NO_SUCH_DEVICE));
        assertThat(LoginRules.logoff(floor, FIXED)).isEqualTo(new Refused(Reason.DEVICE_IS_FIXED));
    }

    @Test
    void logoff_goesBackToTheDefaultUserOrToNobody() {
        Session annHere = new Session(5, FREE, ANN, Instant.EPOCH, How.CODE);
        Session annThere = new Session(6, WITH_DEFAULT, ANN, Instant.EPOCH, How.CODE);
        Floor later = floor.withoutSession(atDefault).withSession(annHere).withSession(annThere);

        assertThat(LoginRules.logoff(later, FREE))
                .isEqualTo(new Change(FREE, List.of(annHere), Optional.empty(), true));
        assertThat(LoginRules.logoff(later, WITH_DEFAULT))
                .isEqualTo(new Change(WITH_DEFAULT, List.of(annThere), Optional.of(BEN), true));
        assertThat(LoginRules.devicesOf(later, ANN)).containsExactly(FREE, WITH_DEFAULT);
    }

    @Test
    void logoff_whereNobodyIsLoggedIn_changesNothing() {
        assertThat(LoginRules.logoff(floor, FREE)).isEqualTo(new Unchanged(FREE, Optional.empty()));
        assertThat(LoginRules.logoff(floor, WITH_DEFAULT)).isEqualTo(new Unchanged(WITH_DEFAULT, Optional.of(BEN)));
    }

    @Test
    void toggle_logsOffOnlyWhoLoggedIn() {
        Floor later = floor.withSession(new Session(5, FREE, ANN, Instant.EPOCH, How.CODE));

        assertThat(LoginRules.toggleLogsOff(later, FREE)).isTrue();
        assertThat(LoginRules.toggleLogsOff(floor, FREE)).isFalse();
        assertThat(LoginRules.toggleLogsOff(floor, WITH_DEFAULT)).isFalse();
        assertThat(LoginRules.toggleLogsOff(floor, new DeviceNumber("9"))).isFalse();
    }

    @Test
    void login_whereTheUserMayHaveOnePhone_leavesTheOthers() {
        Session atDesk = new Session(5, FREE, ANN, Instant.EPOCH, How.CODE);
        Session atHome = new Session(6, WITH_DEFAULT, ANN, Instant.EPOCH, How.CODE);
        Floor later = with(floor.withoutSession(atDefault).withSession(atDesk).withSession(atHome), "phones move")
                .withDevice(Device.adhoc(OTHER));

        assertThat(LoginRules.login(later, OTHER, ANN))
                .isEqualTo(new Change(
                        OTHER,
                        List.of(),
                        Optional.of(ANN),
                        false,
                        List.of(
                                new Change(FREE, List.of(atDesk), Optional.empty(), true),
                                new Change(WITH_DEFAULT, List.of(atHome), Optional.of(BEN), true))));
    }

    @Test
    void desksOfOnesOwn_areNeitherLeftNorCounted() {
        for (String policy : List.of("phones move", "phones deny", "phones-max 1")) {
            assertThat(LoginRules.login(with(floor, policy), FREE, BEN))
                    .as(policy)
                    .isEqualTo(new Change(FREE, List.of(), Optional.of(BEN), false));
        }
    }

    @Test
    void secondLogin_isRefusedWherePoliciesSaySo() {
        Floor annSits = floor.withSession(new Session(5, FREE, ANN, Instant.EPOCH, How.CODE))
                .withDevice(Device.adhoc(OTHER));

        assertThat(LoginRules.login(with(annSits, "phones deny"), OTHER, ANN))
                .isEqualTo(new Refused(Reason.SITS_ELSEWHERE));
        assertThat(LoginRules.login(with(annSits, "phones-max 1"), OTHER, ANN))
                .isEqualTo(new Refused(Reason.TOO_MANY_PHONES));
        assertThat(LoginRules.login(with(annSits, "phones-max 2"), OTHER, ANN)).isInstanceOf(Change.class);
        assertThat(LoginRules.login(with(annSits, "phones deny"), FREE, ANN))
                .as("where she sits already")
                .isInstanceOf(Unchanged.class);
    }

    @Test
    void login_isRefusedToWhomPoliciesKeepOut() {
        assertThat(LoginRules.login(with(floor, "hot-desking no"), FREE, ANN))
                .isEqualTo(new Refused(Reason.DEVICE_MAY_NOT));
        Map<PolicyKey, PolicyValue> off = value("hot-desking no");
        Floor annMayNot = floor.withPolicies(Policies.NONE.withValues(new PolicyScope.OfUser(ANN), off));
        assertThat(LoginRules.login(annMayNot, FREE, ANN)).isEqualTo(new Refused(Reason.USER_MAY_NOT));
        assertThat(LoginRules.login(annMayNot, FREE, BEN)).isInstanceOf(Change.class);
        assertThat(LoginRules.login(with(floor, "allow-groups sales"), FREE, ANN))
                .isEqualTo(new Refused(Reason.NOT_OF_ALLOWED_GROUP));
        assertThat(LoginRules.login(with(floor, "allow-areas lobby"), FREE, ANN))
                .isEqualTo(new Refused(Reason.NOT_IN_ALLOWED_AREA));
        Policies members = Policies.NONE
                .withMember(ANN, Token.parse("sales"))
                .withMember(FREE, Token.parse("lobby"))
                .withValues(new PolicyScope.OfDevice(FREE), value("allow-groups sales"))
                .withValues(new PolicyScope.OfUser(ANN), value("allow-areas lobby"));
        assertThat(LoginRules.login(floor.withPolicies(members), FREE, ANN)).isInstanceOf(Change.class);
    }

    private static Floor with(Floor floor, String policy) {
        return floor.withPolicies(Policies.NONE.withValues(new PolicyScope.OfSystem(), value(policy)));
    }

    private static Map<PolicyKey, PolicyValue> value(String policy) {
        String[] words = policy.split(" ", -1);
        PolicyKey key = PolicyKey.parse(words[0]).orElseThrow();
        return Map.of(key, key.read(words[1]).orElseThrow());
    }
}
