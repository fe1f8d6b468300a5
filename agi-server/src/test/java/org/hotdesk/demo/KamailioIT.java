package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.demo.EdgeLab.SOON;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotdesk.demo.EdgeLab.Talk;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.peer.RawPhone;
import org.hotdesk.store.PostgresServer;
import org.hotdesk.store.StoreConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A real Kamailio 5.6 on the store's PostgreSQL instead of the edge, set up by what {@code hotdesk sip kamailio} prints,
 * between real phones and a real Asterisk.
 */
@ExtendWith(LabExtension.class)
class KamailioIT {
    private static final String PASSWORD = "0123456789abcdef";
    private static InetSocketAddress kamailio;
    private static LiveSystem system;

    @BeforeAll
    static void start(Lab lab) throws IOException {
        Path folder = RunFolder.create();
        lab.add(() -> RunFolder.delete(folder));
        StoreConfig store = PostgresServer.running().config(folder);
        kamailio = new InetSocketAddress("127.0.0.9", lab.ports().take(1));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("store.url", store.jdbcUrl());
        settings.put("store.user", store.login().user().orElseThrow());
        settings.put(
                "store.password-file",
                store.login().passwordFile().orElseThrow().toString());
        settings.put("sip.kamailio", "127.0.0.9:" + kamailio.getPort());
        settings.put("voip.clear-ha1", "true");
        String who =
                """
                [hotdesk-outbound]
                exten => 0500,1,Verbose(1,endpoint=${CHANNEL(endpoint)} callerid=${CALLERID(all)})
                 same => n,Hangup(17)
                """;
        system = lab.add(LiveSystem.start(
                lab.installation(),
                lab.ports(),
                Clock.systemUTC(),
                Map.of("extensions.d/who.conf", who),
                Map.copyOf(settings)));
        String database = store.jdbcUrl().substring(store.jdbcUrl().lastIndexOf('/') + 1);
        PostgresServer.running().execute(database, system.operator().ok("sip", "kamailio", "--sql"));
        PostgresServer.running().execute(database, "alter role kamailio password '" + PASSWORD + "'");
        Files.writeString(folder.resolve("kamailio.cfg"), system.operator().ok("sip", "kamailio"));
        Files.writeString(folder.resolve("hotdesk-password.cfg"), "#!substdef \"!DBPASSWORD!" + PASSWORD + "!g\"\n");
        lab.add(KamailioServer.start(folder, kamailio));
    }

    @Test
    void phoneRegisters_withTheSecretThatHotdeskSet_ringsByAliases_andIsListed(Lab lab) {
        PhoneAccount account = device("1001", "201");
        Phone caller = lab.phone(device("1002", "202"));
        PhoneAccount wrong =
                new PhoneAccount("1001", "wrong", kamailio, PhoneLine.UDP, PhoneAccount.Answers.WHEN_TOLD, false);
        try (Phone guesser = Phone.start(lab.phones(), lab.ports(), wrong, Clock.systemUTC())) {
            assertThat(guesser.register(SOON)).startsWith("401");
        }
        assertThat(registrations()).doesNotContainPattern("(?m)^1001");
        Phone phone = lab.phone(account);
        assertThat(registrations()).containsPattern("(?m)^1001 +127.0.0.1:[0-9]+ +udp +kamailio .*baresip");
        assertThat(system.operator().ok("sip", "show", "1001")).containsPattern("registered +true");
        assertThat(system.operator().ok("status")).doesNotContain("FAULT");

        system.operator().ok("alias", "add", "+15550201", "--user", "201");
        Talk first = EdgeLab.talk(caller, "+15550201", phone);
        assertThat(first.in().peerNumber()).isEqualTo("202");
        first.end(true);
        EdgeLab.talk(phone, "202", caller).end(true);
        EdgeLab.talk(phone, "202", caller).end(false);

        system.operator().ok("alias", "add", "+15551001", "--device", "1001");
        system.asterisk()
                .cli("channel originate PJSIP/1001/sip:+15551001@127.0.0.9:" + kamailio.getPort()
                        + " application Wait 5");
        PhoneCall rings = phone.awaitCall(SOON).orElseThrow();
        rings.hangUp();

        phone.unregister();
        assertThat(Waiting.until(SOON, () -> !registrations().contains("1001"))).isTrue();
    }

    @Test
    void callerIsWhoAuthenticated_whateverItSays() {
        PhoneAccount account = device("1003", "203");
        device("1009", "204");
        try (RawPhone phone = new RawPhone(kamailio, new RawPhone.Account("1003", account.secret()))) {
            assertThat(ask(phone, request("INVITE", "0500", "<sip:1009@127.0.0.9>")))
                    .isEqualTo(403);
            assertThat(ask(phone, request("REGISTER", "1009", "<sip:1009@127.0.0.9>")))
                    .isEqualTo(403);

            long before = system.asterisk().console().mark();
            List<String> lies = List.of("P-Asserted-Identity: <sip:1009@127.0.0.9>", "Diversion: <sip:1009@127.0.0.9>");
            ask(phone, request("INVITE", "0500", "\"Boss\" <sip:1003@127.0.0.9>", lies));
            assertThat(system.asterisk()
                            .console()
                            .await(before, java.util.regex.Pattern.compile("VERBOSE.*endpoint=1"), SOON)
                            .orElseThrow())
                    .contains("endpoint=1003 callerid=\"User 203\" <203>");
        }
    }

    @Test
    void strangers_getNoFurther() {
        try (RawPhone phone = new RawPhone(kamailio, new RawPhone.Account("1099", "guess"))) {
            assertThat(ask(phone, request("INVITE", "0500", "<sip:1099@127.0.0.9>")))
                    .isEqualTo(407);
            assertThat(say(phone, "70", ";tag=1", "Route: <sip:127.0.0.9:" + kamailio.getPort() + ";lr;hd=0>"))
                    .isEqualTo(403);
            assertThat(say(phone, "0", "", "X-Short: x")).isEqualTo(483);
            assertThat(say(phone, "70", "", "X-Long: " + "x".repeat(17_000))).isEqualTo(513);
        }
    }

    private static int say(RawPhone phone, String hops, String tag, String more) {
        String text = String.join(
                "\r\n",
                "MESSAGE sip:0500@127.0.0.9:" + kamailio.getPort() + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + phone.port() + ";rport;branch=z9hG4bK" + hops + more.length(),
                "Max-Forwards: " + hops,
                "From: <sip:1003@127.0.0.9>;tag=2",
                "To: <sip:0500@127.0.0.9>" + tag,
                "Call-ID: " + more.length(),
                "CSeq: 1 MESSAGE",
                more,
                "Content-Length: 0",
                "",
                "");
        phone.send(text.getBytes(StandardCharsets.US_ASCII));
        return phone.receive(SOON).map(SipMessage::status).orElse(0);
    }

    private static PhoneAccount device(String number, String user) {
        system.addUser(user, "User " + user, EdgeLab.PIN);
        PhoneAccount account = system.addDevice(number, "--edge", "true");
        system.operator().ok("login", user, number);
        return account.at(kamailio, PhoneLine.UDP);
    }

    private static String registrations() {
        return system.operator().ok("sip", "registrations");
    }

    private static RawPhone.Request request(String method, String number, String from) {
        return request(method, number, from, List.of());
    }

    private static RawPhone.Request request(String method, String number, String from, List<String> more) {
        String uri = "sip:" + number + "@127.0.0.9:" + kamailio.getPort();
        return new RawPhone.Request(method, uri, from, more, "INVITE".equals(method) ? RawPhone.audio() : "");
    }

    private static int ask(RawPhone phone, RawPhone.Request request) {
        return phone.ask(request, SOON).map(SipMessage::status).orElse(0);
    }
}
