package org.hotdesk.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests within a dialog: they go by the token in our Record-Route, and by nothing else. */
class DialogTest {
    private static final String TO_ASTERISK = "201@pbx>;tag=ast";

    private final World world = new World();
    private final RecordedFlow phone = world.phone(Transport.UDP, 7);

    /** The Record-Route that a call from that phone left with Asterisk, as Asterisk's Route. */
    private String routesOfACallFrom(RecordedFlow flow) {
        world.give(Sip.fromPhone("INVITE", ""), flow);
        String sent = world.asterisk.one();
        world.give(Sip.answer(sent, 200, "ast", "Contact: <sip:ast@127.0.0.1:5080>\r\n"), world.asterisk);
        flow.take();
        List<String> routes = Sip.values(sent, "Record-Route");
        return "Route: " + routes.get(0) + ", " + routes.get(1) + "\r\n";
    }

    /** The same, as the phone has it: the other way round. */
    private static String reversed(String routes) {
        String[] both = routes.replace("Route: ", "").strip().split(", ", -1);
        return "Route: " + both[1] + "\r\nRoute: " + both[0] + "\r\n";
    }

    private static String phoneSends(String method, String routes) {
        return Sip.request(method, "sip:ast@127.0.0.1:5080", "1001", TO_ASTERISK, routes);
    }

    private static String asteriskSends(String method, String routes) {
        return Sip.request(method, "sip:x@10.0.0.7:5060", "201", "1001@pbx>;tag=phone", routes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "INVITE", "UPDATE", "INFO", "PRACK", "REFER", "MESSAGE", "NOTIFY", "ACK"})
    void requestOfThePhone_goesToAsteriskWithoutDigest(String method) {
        String routes = reversed(routesOfACallFrom(phone));
        world.give(phoneSends(method, routes), phone);
        String sent = world.asterisk.one();
        assertThat(Sip.start(sent)).isEqualTo(method + " sip:ast@127.0.0.1:5080 SIP/2.0");
        assertThat(Sip.values(sent, "Route")).isEmpty();
        assertThat(Sip.values(sent, "Via")).hasSize(2);
        assertThat(Sip.values(sent, "Record-Route")).hasSize(method.equals("NOTIFY") ? 2 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "INVITE", "UPDATE", "INFO", "REFER", "NOTIFY", "OPTIONS", "ACK"})
    void requestOfAsterisk_goesByTheTokensFlow_whateverTheContactSays(String method) {
        RecordedFlow tcp = world.phone(Transport.TCP, 9);
        String routes = routesOfACallFrom(tcp) + "Route: <sip:beyond;lr>\r\n";
        world.give(asteriskSends(method, routes), world.asterisk);
        String sent = tcp.one();
        assertThat(Sip.start(sent)).isEqualTo(method + " sip:x@10.0.0.7:5060 SIP/2.0");
        assertThat(Sip.values(sent, "Route")).containsExactly("<sip:beyond;lr>");
        assertThat(sent).contains("Via: SIP/2.0/TCP ");
    }

    @Test
    void callToThePhone_comesBackByItsToken() {
        RecordedFlow called = world.register("1001", Transport.WS, 9, 1000);
        world.give(Sip.fromAsterisk("INVITE", "1001", ""), world.asterisk);
        String sent = called.one();
        List<String> routes = Sip.values(sent, "Record-Route");
        world.give(Sip.answer(sent, 200, "p", "Contact: <sip:x@y.invalid;transport=ws>\r\n"), called);
        world.asterisk.take();
        // The phone keeps them in order, Asterisk turns them round.
        String route = "Route: " + routes.get(0) + ", " + routes.get(1) + "\r\n";
        world.give(phoneSends("BYE", route), called);
        assertThat(Sip.start(world.asterisk.one())).startsWith("BYE ");
        world.give(asteriskSends("BYE", reversed(route)), world.asterisk);
        assertThat(Sip.start(called.one())).startsWith("BYE ");
    }

    @Test
    void noToken_isForbidden_andItsAckDropped() {
        String routes = reversed(routesOfACallFrom(phone));
        world.give(phoneSends("BYE", ""), phone);
        assertThat(Sip.start(phone.one())).isEqualTo("SIP/2.0 403 Forbidden");
        world.give(phoneSends("ACK", ""), phone);
        String forged = routes.replaceAll("sip:(.)(.)", "sip:$2$1");
        world.give(phoneSends("INFO", forged), phone);
        assertThat(Sip.start(phone.one())).isEqualTo("SIP/2.0 403 Forbidden");
        assertThat(world.asterisk.take()).isEmpty();
    }

    @Test
    void tokenOfAnotherCallOrUnderAnotherName_isForbidden() {
        String routes = reversed(routesOfACallFrom(phone));
        world.give(phoneSends("BYE", routes).replace("Call-ID: call", "Call-ID: other"), phone);
        assertThat(Sip.start(phone.one())).isEqualTo("SIP/2.0 403 Forbidden");
        world.give(phoneSends("MESSAGE", routes).replace("From: <sip:1001", "From: <sip:1002"), phone);
        assertThat(Sip.start(phone.one())).isEqualTo("SIP/2.0 403 Forbidden");
        assertThat(world.asterisk.take()).isEmpty();
    }

    @Test
    void identityWithinADialog_endsHereToo() {
        String routes = reversed(routesOfACallFrom(phone));
        world.give(phoneSends("UPDATE", routes + "P-Asserted-Identity: <sip:boss@pbx>\r\n"), phone);
        assertThat(world.asterisk.one()).doesNotContain("boss");
    }

    @Test
    void strictRouter_isRepaired() {
        String routes = routesOfACallFrom(phone);
        String[] both = routes.replace("Route: ", "").strip().split(", ", -1);
        String inner = both[0].replaceAll("[<>]|;lr", "");
        String strict = "Route: " + both[1] + "\r\nRoute: <sip:x@10.0.0.7;a=b>\r\n";
        world.give(Sip.request("BYE", inner, "201", "1001@pbx>;tag=phone", strict), world.asterisk);
        String sent = phone.one();
        assertThat(Sip.start(sent)).isEqualTo("BYE sip:x@10.0.0.7;a=b SIP/2.0");
        assertThat(Sip.values(sent, "Route")).isEmpty();
    }

    @Test
    void securedTarget_isPlainOnTheLastHop() {
        String routes = reversed(routesOfACallFrom(phone));
        world.give(phoneSends("BYE", routes).replace("BYE sip:", "BYE sips:"), phone);
        assertThat(Sip.start(world.asterisk.one())).isEqualTo("BYE sip:ast@127.0.0.1:5080 SIP/2.0");
    }

    @Test
    void phoneThatHasMoved_isFoundByItsInstance() {
        RecordedFlow before = world.phone(Transport.UDP, 9);
        world.register("1001", before, 1000, "sip:one", List.of());
        String routes = routesOfACallFrom(before);
        RecordedFlow other = world.phone(Transport.UDP, 10);
        world.register("1001", other, 1000, "sip:two", List.of());
        world.give(asteriskSends("INFO", routes), world.asterisk);
        assertThat(before.take()).hasSize(1);
        world.unregister("1001", 0);
        world.give(asteriskSends("UPDATE", routes), world.asterisk);
        assertThat(before.take()).as("no contact of the same phone").hasSize(1);
        RecordedFlow after = world.phone(Transport.UDP, 11);
        world.register("1001", after, 1000, "sip:one", List.of());
        world.give(asteriskSends("BYE", routes), world.asterisk);
        assertThat(Sip.start(after.one())).startsWith("BYE ");
        assertThat(before.take()).isEmpty();
    }

    @Test
    void closedConnection_leadsToTheNewestContact_orIs480() {
        RecordedFlow tcp = world.phone(Transport.TCP, 9);
        String routes = routesOfACallFrom(tcp);
        tcp.close();
        world.give(asteriskSends("INFO", routes), world.asterisk);
        assertThat(Sip.start(world.asterisk.one())).startsWith("SIP/2.0 480 ");
        RecordedFlow after = world.register("1001", Transport.TCP, 10, 1000);
        world.give(asteriskSends("BYE", routes), world.asterisk);
        assertThat(Sip.start(after.one())).startsWith("BYE ");
    }

    @Test
    void subscription_hasItsNotifiesRouted() {
        world.give(Sip.fromPhone("SUBSCRIBE", "Event: dialog\r\n"), phone);
        List<String> routes = Sip.values(world.asterisk.one(), "Record-Route");
        assertThat(routes).hasSize(2);
        world.give(asteriskSends("NOTIFY", "Route: " + String.join(", ", routes) + "\r\n"), world.asterisk);
        String notify = phone.one();
        // RFC 6665 §4.3: the NOTIFY may come before the answer, so it has to carry the route itself.
        assertThat(Sip.values(notify, "Record-Route")).hasSize(2);
    }

    @Test
    void ackOfA2xx_isTheSameEachTime() {
        String routes = reversed(routesOfACallFrom(phone));
        world.give(phoneSends("ACK", routes), phone);
        String first = world.asterisk.one();
        world.give(phoneSends("ACK", routes), phone);
        assertThat(world.asterisk.one()).isEqualTo(first);
        assertThat(world.proxy.sent()).isEqualTo(1);
    }
}
