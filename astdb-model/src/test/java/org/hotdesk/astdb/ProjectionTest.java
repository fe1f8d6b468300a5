package org.hotdesk.astdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
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
import org.hotdesk.model.PolicyScope.OfDevice;
import org.hotdesk.model.PolicyScope.OfUser;
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.Session;
import org.hotdesk.model.Technology;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {
    private static final UserNumber ANN = new UserNumber("201");
    private static final DeviceNumber DESK = new DeviceNumber("00000001");

    @Test
    void floor_isWrittenAsTheDesignNoteAndFreePbxWriteIt() {
        Floor floor = Floor.of(
                List.of(
                        Device.adhoc(DESK).at(CallerId.parse("<911>").orElseThrow(), new DisplayName("2nd floor")),
                        zap("00000002", "3").fixedTo(ANN)),
                List.of(AmpUser.builder(ANN, new DisplayName("Ryan Courtnage"))
                        .ringtimer(15)
                        .noAnswer(NoAnswer.parse("vmbox-1234"))
                        .mailbox(MailboxAddress.parse("1234@default"))
                        .outboundcid(CallerId.parse("\"Head office\" <5550100>"))
                        .cidnum(UserNumber.parse("100"))
                        .features(new CallFeatures(
                                Optional.of("5551234"), Optional.empty(), Optional.empty(), true, true))
                        .build()),
                List.of(session(7, "00000002"), session(8, "00000001")));

        assertThat(text(Projection.all(floor)))
                .isEqualTo(
                        """
                        /AMPUSER/201/cidname = Ryan Courtnage
                        /AMPUSER/201/cidnum = 100
                        /AMPUSER/201/device = 00000002&00000001
                        /AMPUSER/201/mailbox = 1234
                        /AMPUSER/201/noanswer = vmbox-1234
                        /AMPUSER/201/outboundcid = "Head office" <5550100>
                        /AMPUSER/201/recording/in/external = dontcare
                        /AMPUSER/201/recording/in/internal = dontcare
                        /AMPUSER/201/recording/out/external = dontcare
                        /AMPUSER/201/recording/out/internal = dontcare
                        /AMPUSER/201/ringtimer = 15
                        /AMPUSER/201/voicemail = default
                        /CF/201 = 5551234
                        /CW/201 = ENABLED
                        /DEVICE/00000001/default_user = none
                        /DEVICE/00000001/dial = PJSIP/00000001
                        /DEVICE/00000001/emergency_cid = 911
                        /DEVICE/00000001/location = 2nd floor
                        /DEVICE/00000001/tech = pjsip
                        /DEVICE/00000001/type = adhoc
                        /DEVICE/00000001/user = 201
                        /DEVICE/00000002/default_user = 201
                        /DEVICE/00000002/dial = DAHDI/3
                        /DEVICE/00000002/tech = dahdi
                        /DEVICE/00000002/type = fixed
                        /DEVICE/00000002/user = 201
                        /DND/201 = YES
                        /HOTDESK/dahdi/3 = 00000002
                        /HOTDESK/device/00000001/call = 8
                        /HOTDESK/device/00000002/call = 7
                        """);
    }

    @Test
    void policiesOfCalls_areOneRowOfTheDesk_andOneOfTheUser_whereTheyAreNotAsUsual() {
        var empty = new DeviceNumber("1003");
        Policies policies = Policies.NONE
                .withValues(new OfDevice(DESK), values("outbound=no", "pickup=sales"))
                .withValues(
                        new OfDevice(empty), values("outbound=no", "empty-calls=internal", "empty-numbers=202, +4930"))
                .withValues(new OfUser(ANN), values("music=jazz"));
        Floor floor = Floor.of(
                        List.of(Device.adhoc(DESK), Device.adhoc(empty)),
                        List.of(AmpUser.named(ANN, new DisplayName("Ann"))),
                        List.of(session(8, DESK.digits())))
                .withPolicies(policies);

        assertThat(text(Projection.all(floor)).lines().filter(line -> line.startsWith("/HOTDESK/")))
                .containsExactly(
                        "/HOTDESK/device/00000001/call = 8,no,,,jazz,sales",
                        "/HOTDESK/device/1003/call = ,,internal,202&+4930",
                        "/HOTDESK/user/201/call = ,jazz");
        assertThat(text(Projection.all(floor.withPolicies(
                                policies.withValues(new OfUser(ANN), values("music=jazz", "outbound=yes")))))
                        .lines())
                .contains("/HOTDESK/device/00000001/call = 8,,,,jazz,sales");
    }

    private static Map<PolicyKey, PolicyValue> values(String... set) {
        Map<PolicyKey, PolicyValue> values = new EnumMap<>(PolicyKey.class);
        for (String each : set) {
            int equals = each.indexOf('=');
            PolicyKey key = PolicyKey.parse(each.substring(0, equals)).orElseThrow();
            values.put(key, key.read(each.substring(equals + 1)).orElseThrow());
        }
        return values;
    }

    @Test
    void everyRow_isOwnedOrAdopted() {
        Floor floor = Floor.of(
                List.of(zap("2", "3")),
                List.of(AmpUser.builder(ANN, new DisplayName("Ann"))
                        .features(new CallFeatures(Optional.of("1"), Optional.of("1"), Optional.of("1"), true, true))
                        .build()),
                List.of());

        assertThat(Projection.all(floor).keySet()).noneMatch(key -> Ownership.of(key) == Ownership.FOREIGN);
    }

    @Test
    void imageOfWhatIsGone_hasTheSameKeysAndNothingElse() {
        Floor floor =
                Floor.of(List.of(Device.adhoc(DESK)), List.of(AmpUser.named(ANN, new DisplayName("Ann"))), List.of());

        assertThat(Projection.device(Floor.EMPTY, DESK).byKey().keySet())
                .isEqualTo(Projection.device(floor, DESK).byKey().keySet());
        assertThat(Projection.user(Floor.EMPTY, ANN).byKey().keySet())
                .isEqualTo(Projection.user(floor, ANN).byKey().keySet());
        assertThat(Projection.device(Floor.EMPTY, DESK).texts()).allMatch(Optional::isEmpty);
        assertThat(Projection.user(Floor.EMPTY, ANN).texts()).allMatch(Optional::isEmpty);
        assertThat(Projection.features(ANN, CallFeatures.OFF).texts()).allMatch(Optional::isEmpty);
    }

    @ParameterizedTest
    @CsvSource({
        "DEVICE, 1001/dial, OWNED",
        "DEVICE, 1001/location, OWNED",
        "DEVICE, 1001/autoanswer/macro, FOREIGN",
        "DEVICE, dial, FOREIGN",
        "AMPUSER, 201/device, OWNED",
        "AMPUSER, 201/password, OWNED",
        "AMPUSER, 201/recording/in/external, OWNED",
        "AMPUSER, 201/recording/ondemand, FOREIGN",
        "AMPUSER, 201/followme/ddial, FOREIGN",
        "AMPUSER, 2001/queuehint, FOREIGN",
        "HOTDESK, dahdi/3, OWNED",
        "HOTDESK, device/1001/call, OWNED",
        "HOTDESK, user/201/call, OWNED",
        "HOTDESK, device/1001/other, FOREIGN",
        "HOTDESK, other, FOREIGN",
        "CF, 201, ADOPTED",
        "CFB, 201, ADOPTED",
        "CFU, 201, ADOPTED",
        "DND, 201, ADOPTED",
        "CW, 201, ADOPTED",
        "SIP, Registry/201, FOREIGN",
        "CustomDevstate, HD201, FOREIGN"
    })
    void ownership_isToldByTheKey(String family, String key, Ownership owner) {
        assertThat(Ownership.of(new AstDbKey(family, key))).isEqualTo(owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a//b", "a b", "a\nb", "a\"b", "a,b", "a/", "/a", "é"})
    void key_refusesWhatAsteriskWouldReadOtherwise(String key) {
        assertThat(AstDbKey.isValid("DEVICE", key)).isFalse();
        assertThatThrownBy(() -> new AstDbKey("DEVICE", key)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(Map<AstDbKey, String> rows) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(rows)
                .forEach(
                        (key, row) -> text.append(key).append(" = ").append(row).append('\n'));
        return text.toString();
    }

    private static Session session(long id, String device) {
        return new Session(id, new DeviceNumber(device), ANN, Instant.EPOCH, How.CODE);
    }

    private static Device zap(String number, String channel) {
        return new Device(
                new DeviceNumber(number),
                Technology.DAHDI,
                DialString.parse("ZAP/" + channel).orElseThrow(),
                DeviceKind.ADHOC,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Device.FROM_INTERNAL,
                new DisplayName("desk"),
                Optional.empty(),
                false);
    }
}
