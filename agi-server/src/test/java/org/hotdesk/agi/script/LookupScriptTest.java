package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.hotdesk.agi.protocol.AgiCaller;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.agi.script.LookupScript.Half;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Session;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookupScriptTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BOB = new UserNumber("301");

    private final LookupLog log = new LookupLog(10);
    private final Floor floor = floor();
    private AgiServer server;

    @BeforeEach
    void start() throws IOException {
        server = AgiServer.start(
                AgiConfig.onLoopback(0),
                Map.of(
                        "call", new LookupScript(Half.BOTH, () -> floor, 15, log, NOON),
                        "user-callerid", new LookupScript(Half.CALLER, () -> floor, 15, log, NOON),
                        "macro-dial", new LookupScript(Half.CALLEE, () -> floor, 15, log, NOON)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Floor floor() {
        AmpUser ann = AmpUser.builder(ANN, new DisplayName("Ann, Lee (Sales)"))
                .cidnum(Optional.of(new UserNumber("299")))
                .outboundcid(CallerId.parse("\"Ann Lee\" <5551234>"))
                .mailbox(MailboxAddress.parse("201@default"))
                .ringtimer(20)
                .language(Optional.of(new Token("de")))
                .accountcode(Optional.of(new Token("acc")))
                .context(Optional.of(new Token("from-sales")))
                .dialOptions(Optional.of("tTM(hold^x)"))
                .features(new CallFeatures(Optional.of("77"), Optional.empty(), Optional.of("*88"), true, true))
                .build();
        AmpUser bob = AmpUser.builder(BOB, new DisplayName("B")).build();
        return Floor.of(
                List.of(device("1001"), device("1002"), device("1003"), device("1004")),
                List.of(ann, bob),
                List.of(session(2, "1001", ANN), session(1, "1003", ANN), session(3, "1004", BOB)));
    }

    private static Device device(String number) {
        return Device.adhoc(new DeviceNumber(number));
    }

    private static Session session(long id, String device, UserNumber user) {
        return new Session(id, new DeviceNumber(device), user, Instant.EPOCH, How.CODE);
    }

    private Map<String, String> ask(String script) throws IOException {
        try (var caller = AgiCaller.asking(server.address(), script)) {
            return caller.variables();
        }
    }

    @Test
    void call_answersBothHalvesInOneCommandWithOkLast() throws IOException {
        try (var caller = AgiCaller.asking(server.address(), "call?device=1001&callee=201&realcid=&dest=internal")) {
            assertThat(caller.command())
                    .hasValueSatisfying(c -> assertThat(c).endsWith(",1\"").contains(",HD_OK)\""));
            caller.send("200 result=1\n");
            assertThat(caller.command()).isEmpty();
        }
    }

    @Test
    void caller_isWhoSitsThere() throws IOException {
        assertThat(ask("user-callerid?device=1001&dest=internal"))
                .containsEntry("HD_AMPUSER", "201")
                .containsEntry("HD_CIDNAME", "Ann, Lee (Sales)")
                .containsEntry("HD_CIDNUM", "299")
                .containsEntry("HD_MASQ", "TRUE")
                .containsEntry("HD_OUTCID", "\"Ann Lee\" <5551234>")
                .containsEntry("HD_LANG", "de")
                .containsEntry("HD_ACCT", "acc")
                .containsEntry("HD_OPTS", "tTM(hold^x)")
                .containsEntry("HD_UCTX", "from-sales")
                .containsEntry("HD_OK", "1")
                .doesNotContainKey("HD_DIAL");
    }

    @Test
    void caller_onAnExternalCall_doesNotMasquerade() throws IOException {
        assertThat(ask("user-callerid?device=1001&dest=external"))
                .containsEntry("HD_CIDNUM", "201")
                .containsEntry("HD_MASQ", "");
    }

    @Test
    void caller_atAnEmptyPhone_isNone() throws IOException {
        assertThat(ask("user-callerid?device=1002"))
                .containsEntry("HD_AMPUSER", "none")
                .containsEntry("HD_CIDNUM", "");
    }

    @Test
    void caller_fromAnUnknownDevice_isEmptyAndStillAnswered() throws IOException {
        for (String device : List.of("9999", "", "abc", "%24%7BEVIL%7D")) {
            assertThat(ask("user-callerid?device=" + device))
                    .containsEntry("HD_AMPUSER", "")
                    .containsEntry("HD_OK", "1");
        }
    }

    @Test
    void caller_withANameOfOneLetter_hasNone() throws IOException {
        assertThat(ask("user-callerid?device=1004"))
                .containsEntry("HD_CIDNAME", "")
                .containsEntry("HD_AMPUSER", "301");
    }

    @Test
    void callee_isRungAtAllDevicesInLoginOrder() throws IOException {
        assertThat(ask("macro-dial?callee=201"))
                .containsEntry("HD_KIND", "user")
                .containsEntry("HD_DIAL", "PJSIP/1003&PJSIP/1001")
                .containsEntry("HD_RING", "20")
                .containsEntry("HD_NOANSWER", "")
                .containsEntry("HD_VM", "201@default")
                .containsEntry("HD_DND", "YES")
                .containsEntry("HD_CW", "ENABLED")
                .containsEntry("HD_CF", "77")
                .containsEntry("HD_CFB", "")
                .containsEntry("HD_CFU", "*88")
                .containsEntry("HD_CALLEENAME", "Ann, Lee (Sales)")
                .containsEntry("HD_OK", "1")
                .doesNotContainKey("HD_AMPUSER");
    }

    @Test
    void callee_withNowhereToGoOnTo_ringsForEver() throws IOException {
        assertThat(ask("macro-dial?callee=301")).containsEntry("HD_RING", "").containsEntry("HD_DND", "");
    }

    @Test
    void callee_thatIsNobody_isNone() throws IOException {
        for (String callee : List.of("999", "", "x", "1".repeat(400))) {
            assertThat(ask("call?device=1001&callee=" + callee))
                    .containsEntry("HD_KIND", "none")
                    .containsEntry("HD_DIAL", "")
                    .containsEntry("HD_OK", "1");
        }
    }

    @Test
    void hostileParameters_neverSetHdOkToAnythingButTheAnswer() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String parts = "0129\"\\,;${}()[]&=%+ .-*#é";
        for (int i = 0; i < 500; i++) {
            var script = new StringBuilder("call?device=");
            for (int n = random.nextInt(60); n > 0; n--) {
                script.append(parts.charAt(random.nextInt(parts.length())));
            }
            Map<String, String> set = ask(script.toString());
            assertThat(set.getOrDefault("HD_OK", "1")).as("seed %d", seed).isEqualTo("1");
            assertThat(set.size()).as("seed %d", seed).isIn(0, 32);
        }
    }

    @Test
    void callee_withMoreDevicesThanALineHolds_isLeftToTheDialplan() throws IOException {
        List<Device> devices =
                IntStream.range(0, 300).mapToObj(i -> device("" + (50_000 + i))).toList();
        Floor wide = Floor.of(
                devices,
                List.of(AmpUser.named(ANN, new DisplayName("Ann"))),
                devices.stream()
                        .map(d -> new Session(
                                Long.parseLong(d.number().digits()), d.number(), ANN, Instant.EPOCH, How.API))
                        .toList());
        try (var other = AgiServer.start(
                        AgiConfig.onLoopback(0),
                        Map.of("call", new LookupScript(Half.BOTH, () -> wide, 15, log, NOON)));
                var caller = AgiCaller.asking(other.address(), "call?device=50000&callee=201")) {
            assertThat(caller.variables()).isEmpty();
        }
    }
}
