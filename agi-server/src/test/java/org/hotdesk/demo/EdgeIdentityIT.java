package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.demo.EdgeLab.SOON;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.peer.RawPhone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who a caller is taken for, by the edge and by the Asterisk behind it. 201 is called and never answers. */
@ExtendWith(LabExtension.class)
class EdgeIdentityIT {
    private static final String BOSS = "\"Boss\" <sip:200@127.0.0.1>";
    private static EdgeLab edge;
    private static Phone called;

    @BeforeAll
    static void start(Lab lab) {
        edge = EdgeLab.start(
                lab,
                Map.of(
                        "extensions.d/who.conf",
                        """
                        [hotdesk-outbound]
                        exten => 0500,1,Verbose(1,endpoint=${CHANNEL(endpoint)} device=${HD_DEVICE} callerid=${CALLERID(all)})
                         same => n,Hangup(17)
                        """));
        edge.users("200", "201", "202", "203", "204");
        called = edge.phone("1001", "201");
    }

    @Test
    void callFromTheEdge_isThatDevicesEndpoint_withTheCallerIdOfWhoSitsThere() {
        Phone phone = edge.phone("1002", "202");
        long before = mark();
        phone.dial("0500");
        assertThat(heard(before)).contains("endpoint=1002 device=1002 callerid=\"User 202\" <202>");

        PhoneCall out = phone.dial("201");
        PhoneCall rings = called.awaitCall(SOON).orElseThrow();
        assertThat(rings.peerNumber()).isEqualTo("202");
        assertThat(rings.peerName()).contains("User 202");
        out.hangUp();
        assertThat(rings.await(PhoneCall.State.CLOSED, SOON)).isTrue();
    }

    @Test
    void forgedFrom_isRefused_andForgedAssertionsDoNothing() {
        PhoneAccount account = edge.device("1003", PhoneLine.UDP);
        edge.system().operator().ok("login", "203", "1003");
        edge.device("1009", PhoneLine.UDP); // whose number is forged
        assertThat(invite(account, BOSS)).isEqualTo(403);
        assertThat(invite(account, "\"Boss\" <sip:1009@127.0.0.1>")).isEqualTo(403);

        long before = mark();
        List<String> lies = List.of(
                "P-Asserted-Identity: " + BOSS,
                "P-Preferred-Identity: " + BOSS,
                "Remote-Party-ID: " + BOSS + ";party=calling;screen=yes");
        try (RawPhone phone = edge.raw(account)) {
            phone.ask(edge.request("INVITE", "0500", "\"Boss\" <sip:1003@127.0.0.1>", lies), SOON);
        }
        assertThat(heard(before)).contains("endpoint=1003 device=1003 callerid=\"User 203\" <203>");
    }

    private static int invite(PhoneAccount account, String from) {
        try (RawPhone phone = edge.raw(account)) {
            return status(phone.ask(edge.request("INVITE", "0500", from, List.of()), SOON));
        }
    }

    @Test
    void strangerAtAsterisksOwnPort_isRefused_evenWithTheRightSecret() {
        PhoneAccount account = edge.device("1004", PhoneLine.UDP);
        edge.system().operator().ok("login", "204", "1004");
        InetSocketAddress asterisk = edge.system().asterisk().sip();
        long before = mark();
        try (RawPhone phone = edge.raw(account.at(asterisk, PhoneLine.UDP))) {
            assertThat(status(phone.ask(edge.request("INVITE", "0500", "<sip:1004@127.0.0.1>", List.of()), SOON)))
                    .isIn(401, 403);
            assertThat(status(phone.ask(
                            edge.request("REGISTER", "1004", "<sip:1004@127.0.0.1>", List.of("Expires: 60")), SOON)))
                    .isNotEqualTo(200);
        }
        assertThat(edge.system().asterisk().console().since(before)).doesNotContain("endpoint=1004");
    }

    @Test
    void directPhone_thatForgesAnEdgeDevice_isNotTakenForIt() {
        edge.device("1006", PhoneLine.UDP);
        PhoneAccount direct = edge.system().addDevice("1005");
        edge.system().operator().ok("login", "200", "1005");
        long before = mark();
        try (RawPhone phone = edge.raw(direct)) {
            assertThat(status(phone.ask(edge.request("INVITE", "0500", "<sip:1006@127.0.0.1>", List.of()), SOON)))
                    .isIn(401, 403);
            List<String> lie = List.of("P-Asserted-Identity: <sip:1006@127.0.0.1>");
            phone.ask(edge.request("INVITE", "0500", "\"1006\" <sip:1005@127.0.0.1>", lie), SOON);
        }
        assertThat(heard(before)).contains("endpoint=1005 device=1005 callerid=\"User 200\" <200>");
        assertThat(edge.system().asterisk().console().since(before)).doesNotContain("endpoint=1006");
    }

    private static int status(Optional<SipMessage> answer) {
        return answer.map(SipMessage::status).orElse(0);
    }

    private static long mark() {
        return edge.system().asterisk().console().mark();
    }

    private static String heard(long mark) {
        return edge.system()
                .asterisk()
                .console()
                .await(mark, java.util.regex.Pattern.compile("VERBOSE.*endpoint=1"), SOON)
                .orElseThrow();
    }
}
