package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.LabSuite;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneAccount;
import org.hotdesk.demo.Suite;
import org.hotdesk.dialplan.device.Account;
import org.hotdesk.dialplan.device.AccountSecret;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.dialplan.device.SipConf;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Technology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same table, FreePBX's names by Macro, and phones of chan_sip, on an Asterisk that still has both. */
@ExtendWith(LabExtension.class)
@LabSuite(Suite.BULLSEYE)
final class Asterisk16IT {
    private static final String SECRET = "secret-of-all-phones";
    private static RoadLab road;

    @BeforeAll
    static void start(Lab lab) {
        String dialplan = ExtensionsConf.text(DialplanConfig.usual()
                .withFlavour(Flavour.MACRO)
                .withAgi("127.0.0.1:" + lab.ports().take(1)));
        road = lab.add(RoadLab.start(
                lab,
                dialplan,
                Map.of(
                        "extensions.d/entry.conf",
                        EntryPoints.callers("Macro(user-callerid,@flags@)", "Macro(dial,${EXTEN})"),
                        "sip.d/hotdesk.conf",
                        SipConf.text(List.of(sipPhone("6001"), sipPhone("6002")), PhoneSettings.usual()))));
    }

    private static Account sipPhone(String number) {
        var device = new Device(
                new DeviceNumber(number),
                Technology.SIP,
                new DialString("SIP/" + number),
                DeviceKind.ADHOC,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Device.FROM_INTERNAL,
                new DisplayName("chan_sip, by the window"),
                Optional.empty(),
                false);
        return new Account(device, Optional.of(new AccountSecret.Clear(SECRET)));
    }

    static List<RoadCase> cases() {
        return RoadCases.some();
    }

    @Test
    void version_isOneWithMacroAndChanSip() {
        assertThat(road.asterisk().version()).startsWith("16.");
        assertThat(road.asterisk().cli("module show like chan_sip.so")).contains("Running");
        assertThat(road.asterisk().cli("module show like app_macro.so")).contains("Running");
    }

    @Test
    void dialplan_isLoadedWithoutAWord() {
        long mark = road.asterisk().console().mark();
        road.asterisk().cli("dialplan reload");
        assertThat(road.asterisk().console().since(mark))
                .doesNotContain("WARNING[")
                .doesNotContain("ERROR[");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void call_isSeenAsTheTableSays(RoadCase wanted) {
        assertThat(road.call(wanted)).isEqualTo(wanted.seen());
    }

    @Test
    void call_returnsWithTheStatus() {
        new EntryPoints(road).callReturns();
    }

    @Test
    void noAnswerMenu_isEntered() {
        new EntryPoints(road).menuIsEntered();
    }

    @Test
    void emptyPhone_isRefused() {
        new EntryPoints(road).emptyPhoneIsRefused();
    }

    @Test
    void callOutside_showsTheUser() {
        new EntryPoints(road).outsideShowsTheUser();
    }

    @Test
    void silentCompanion_doesNotLoseTheWayBack(Lab lab) throws IOException {
        new EntryPoints(road).silentCompanionDoesNotLoseTheWayBack(lab);
    }

    @Test
    void sipPhones_registerAndCall_byTheirPeerName(Lab lab) {
        road.show(new LabFloor()
                .sip("6001")
                .sip("6002")
                .user("601", "Ann Lee", "6001")
                .user("602", "Bob", "6002")
                .build());
        Phone ann = phone(lab, "6001");
        Phone bob = phone(lab, "6002");
        road.manager().forget();
        var out = ann.dial("602");
        var in = bob.awaitCall(Duration.ofSeconds(8)).orElseThrow();
        assertThat(in.peerNumber()).isEqualTo("601");
        assertThat(in.peerName()).contains("Ann Lee");
        assertThat(road.seen(1)).containsExactly("dials SIP/6002 for  HhTtrI");
        out.hangUp();
        road.hangUpAll();
    }

    private static Phone phone(Lab lab, String device) {
        return lab.phone(PhoneAccount.of(device, SECRET, road.asterisk().chanSip()));
    }
}
