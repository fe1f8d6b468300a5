package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneAccount;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.dialplan.device.Account;
import org.hotdesk.dialplan.device.AccountSecret;
import org.hotdesk.dialplan.device.Edge;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.dialplan.device.PjsipConf;
import org.hotdesk.dialplan.system.ManagerConf;
import org.hotdesk.dialplan.system.VoicemailBox;
import org.hotdesk.dialplan.system.VoicemailConf;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Asterisk 22 reads the files for devices, mailboxes and the manager, and phones get in by them. */
@ExtendWith(LabExtension.class)
final class DeviceFilesIT {
    private static final Duration SOON = Duration.ofSeconds(8);
    private static final String SECRET = "plain-secret-1";
    private static final String STRANGE = "s;e\\cr;;et$1";
    private static RoadLab road;
    private static String boot = "";

    @BeforeAll
    static void start(Lab lab) {
        road = lab.add(RoadLab.start(
                lab,
                RoadLab.withoutCompanion(lab),
                Map.of(
                        "pjsip.d/hotdesk.conf",
                        PjsipConf.text(
                                List.of(
                                        account("1001", new AccountSecret.Clear(SECRET), false),
                                        account("1002", new AccountSecret.Md5("hotdesk", ha1("1002")), false),
                                        account("1003", new AccountSecret.Clear(STRANGE), false),
                                        account("1004", new AccountSecret.Clear(SECRET), true)),
                                PhoneSettings.usual()
                                        .withTransport(new Token("transport-udp"))
                                        .withEdge(new Edge("127.0.0.9", 5070))),
                        "voicemail.d/hotdesk.conf",
                        VoicemailConf.boxes(List.of(new VoicemailBox(
                                new Mailbox(
                                        new MailboxAddress("201", new Token("default")),
                                        new DisplayName("Lee, Ann"),
                                        Optional.empty()),
                                "-1234",
                                Optional.empty()))),
                        "manager.d/hotdesk.conf",
                        ManagerConf.text("companion", "0123456789abcdef"))));
        boot = road.asterisk().console().since(0);
        road.show(new LabFloor()
                .pjsip("1001")
                .pjsip("1002")
                .user("201", "Ann Lee", "1001")
                .user("202", "Bob", "1002")
                .build());
    }

    private static Account account(String number, AccountSecret secret, boolean behindEdge) {
        var device = new Device(
                new DeviceNumber(number),
                Technology.PJSIP,
                new DialString("PJSIP/" + number),
                DeviceKind.ADHOC,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Device.FROM_INTERNAL,
                new DisplayName("Room (1), by the window: left"),
                Optional.empty(),
                behindEdge);
        return new Account(device, Optional.of(secret));
    }

    private static String ha1(String user) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((user + ":hotdesk:" + SECRET).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void files_areReadWithoutAWord() {
        assertThat(boot).doesNotContain("ERROR[").doesNotContain("WARNING[");
        long mark = road.asterisk().console().mark();
        road.asterisk().cli("module reload res_pjsip.so");
        RoadLab.pause();
        assertThat(road.asterisk().console().since(mark))
                .doesNotContain("ERROR[")
                .doesNotContain("WARNING[");
    }

    @Test
    void endpoint_isAsTheSeedSays() {
        assertThat(fields(road.asterisk().cli("pjsip show endpoint 1001")))
                .containsEntry("callerid", "\"device\" <1001>")
                .containsEntry("mailboxes", "1001@device")
                .containsEntry("context", "from-internal")
                .containsEntry("trust_id_inbound", "false")
                .containsEntry("identify_by", "username");
    }

    @Test
    void secret_withSemicolons_isReadAsItIs() {
        assertThat(fields(road.asterisk().cli("pjsip show auth 1003-auth"))).containsEntry("password", STRANGE);
    }

    @Test
    void endpointBehindTheEdge_takesTheEdgesWordOnly() {
        assertThat(road.asterisk().cli("pjsip show aor 1004")).contains("sip:1004@127.0.0.9:5070");
        assertThat(road.asterisk().cli("pjsip show endpoint 1004")).doesNotContain("InAuth");
        assertThat(road.asterisk().cli("pjsip show contacts")).contains("1004/sip:1004@127.0.0.9:5070");
    }

    @Test
    void phones_withSecretAndWithDigest_registerAndCall(Lab lab) {
        Phone ann = phone(lab, "1001");
        Phone bob = phone(lab, "1002");
        long mark = road.asterisk().console().mark();
        PhoneCall out = ann.dial("202");
        PhoneCall in = bob.awaitCall(SOON).orElseThrow();
        assertThat(in.peerNumber()).isEqualTo("201");
        assertThat(in.peerName()).contains("Ann Lee");
        in.answer();
        assertThat(out.await(PhoneCall.State.TALKING, SOON))
                .as(() -> road.asterisk().console().since(mark))
                .isTrue();
        out.hangUp();
        assertThat(in.await(PhoneCall.State.CLOSED, SOON)).isTrue();
    }

    @Test
    void forwardCode_withoutANumber_asksForIt(Lab lab) {
        Phone ann = phone(lab, "1001");
        PhoneCall call = ann.dial("*72");
        assertThat(call.await(PhoneCall.State.TALKING, SOON)).isTrue();
        call.press("202#");
        assertThat(road.manager().await(SOON, events -> events.stream()
                        .filter(event -> "HotdeskFeature".equals(event.get("UserEvent")))
                        .findFirst()))
                .isPresent();
        assertThat(road.asterisk().astdb()).containsEntry("/CF/201", "202");
        road.manager().send("Action: DBDel\r\nFamily: CF\r\nKey: 201");
        call.hangUp();
    }

    @Test
    void mailboxAndManagerUser_areThere() {
        assertThat(road.asterisk().cli("voicemail show users")).contains("Lee Ann");
        assertThat(road.asterisk().cli("manager show user companion"))
                .contains("write perm: system,call,agent,user,reporting,originate")
                .contains("read perm: system,call,agent,user");
    }

    private static Phone phone(Lab lab, String device) {
        return lab.phone(PhoneAccount.of(device, SECRET, road.asterisk().sip()));
    }

    private static Map<String, String> fields(String shown) {
        Map<String, String> fields = new TreeMap<>();
        shown.lines()
                .map(line -> line.split(" : ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> fields.put(parts[0].strip(), parts[1].strip()));
        return fields;
    }
}
