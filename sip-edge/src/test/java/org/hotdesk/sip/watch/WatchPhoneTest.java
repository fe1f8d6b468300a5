package org.hotdesk.sip.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotdesk.sip.message.CSeq;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.Via;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchPhoneTest {
    private static final Duration GOODBYE = Duration.ofMillis(200);
    private static final Duration SOON = Duration.ofSeconds(3);

    private final Notifier server = new Notifier();
    private final Sightings seen = new Sightings();
    private final WatchPhone phone =
            new WatchPhone(new SipAccount("1001", "secret", server.address()), seen, Clock.systemUTC(), GOODBYE);

    @AfterEach
    void close() {
        phone.close();
        server.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("watch-1001"));
    }

    private SipMessage lampOf201() {
        phone.watchLamp("201");
        SipMessage subscribe = server.authenticated();
        server.answer(subscribe, 200, 100);
        return subscribe;
    }

    private int answered() {
        return server.next().status();
    }

    @Test
    void lamp_followsNotify() {
        SipMessage subscribe = lampOf201();
        assertThat(subscribe.requestUri())
                .isEqualTo("sip:201@127.0.0.1:" + server.address().getPort());
        server.send(server.lamp(subscribe, "early"));
        assertThat(answered()).isEqualTo(200);
        assertThat(seen.awaitLamp(0, "201", LampState.RINGING, SOON)).isPresent();
        server.send(server.lamp(subscribe, "confirmed"));
        assertThat(answered()).isEqualTo(200);
        assertThat(seen.awaitLamp(0, "201", LampState.CONFIRMED, SOON)).isPresent();
        assertThat(seen.lamp("201")).contains(LampState.CONFIRMED);
    }

    @Test
    void notifyBeforeTheAnswer_isTaken() {
        phone.watchLamp("201");
        SipMessage subscribe = server.authenticated();
        server.send(server.lamp(subscribe, "early"));
        assertThat(answered()).isEqualTo(200);
        server.answer(subscribe, 200, 100);
        assertThat(seen.awaitLamp(0, "201", LampState.RINGING, SOON)).isPresent();
    }

    @Test
    void repeatedNotify_isAnsweredAgainAndToldOnce() {
        SipMessage subscribe = lampOf201();
        byte[] notify = server.lamp(subscribe, "early");
        server.send(notify);
        server.send(notify);
        assertThat(answered()).isEqualTo(200);
        assertThat(answered()).isEqualTo(200);
        server.send(server.lamp(subscribe, "confirmed"));
        assertThat(answered()).isEqualTo(200);
        assertThat(seen.awaitLamp(0, "201", LampState.CONFIRMED, SOON)).isPresent();
        assertThat(seen.count()).isEqualTo(2);
    }

    @Test
    void lostRequest_isSentAgainUnchanged() {
        phone.watchLamp("201");
        SipMessage first = server.next();
        SipMessage second = server.next();
        assertThat(second.text(HeaderName.CSEQ)).isEqualTo(first.text(HeaderName.CSEQ));
        assertThat(Via.top(second).flatMap(Via::branch))
                .isEqualTo(Via.top(first).flatMap(Via::branch));
        server.challenge(second);
        SipMessage authorized = server.next();
        assertThat(CSeq.of(authorized).orElseThrow().number())
                .isEqualTo(CSeq.of(first).orElseThrow().number() + 1);
        server.answer(authorized, 403, 0);
    }

    @Test
    void wrongPassword_isToldOnceAndNotTriedAgain() {
        phone.watchLamp("201");
        server.challenge(server.next());
        server.challenge(server.next());
        assertThat(seen.await(0, Sighting.Failed.class::isInstance, SOON))
                .hasValueSatisfying(failed ->
                        assertThat(((Sighting.Failed) failed).status()).isEqualTo(401));
        assertThat(server.within(300)).isEmpty();
    }

    @Test
    void endedSubscription_isMadeAnew() {
        SipMessage first = lampOf201();
        server.send(server.notify(first, "terminated;reason=deactivated", "", ""));
        assertThat(answered()).isEqualTo(200);
        SipMessage again = server.authenticated();
        assertThat(again.text(HeaderName.CALL_ID)).isNotEqualTo(first.text(HeaderName.CALL_ID));
        server.answer(again, 200, 100);
        server.send(server.lamp(again, "confirmed"));
        assertThat(answered()).isEqualTo(200);
        assertThat(seen.awaitLamp(0, "201", LampState.CONFIRMED, SOON)).isPresent();
    }

    @Test
    void close_unsubscribesInTheDialog() {
        SipMessage subscribe = lampOf201();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(phone::close);
        SipMessage bye = server.next();
        assertThat(bye.method()).isEqualTo("SUBSCRIBE");
        assertThat(bye.number(HeaderName.EXPIRES)).isZero();
        assertThat(bye.text(HeaderName.CALL_ID)).isEqualTo(subscribe.text(HeaderName.CALL_ID));
        assertThat(bye.text(HeaderName.TO))
                .hasValueSatisfying(to -> assertThat(to).endsWith(";tag=notifier"));
        assertThat(bye.requestUri()).startsWith("sip:notifier@");
        server.answer(bye, 200, 0);
        server.send(server.notify(bye, "terminated", "", ""));
        assertThat(answered()).isEqualTo(200);
        closing.join();
    }

    @Test
    void mailbox_isToldAskedAndUnasked() {
        phone.watchMailbox();
        SipMessage subscribe = server.authenticated();
        server.answer(subscribe, 200, 100);
        String body = "Messages-Waiting: yes\r\nVoice-Message: 3/1 (0/0)\r\n";
        byte[] notify = server.notify(subscribe, "active", "application/simple-message-summary", body);
        server.send(notify);
        assertThat(answered()).isEqualTo(200);
        Messages three = new Messages(true, 3, 1);
        assertThat(seen.awaitMailbox(0, three::equals, SOON)).isPresent();
        String unasked = new String(notify, StandardCharsets.UTF_8)
                .replaceFirst("Call-ID: .*", "Call-ID: other")
                .replaceFirst("(To: .*);tag=.*", "$1")
                .replace("3/1", "4/1");
        server.send(unasked.getBytes(StandardCharsets.UTF_8));
        assertThat(answered()).isEqualTo(200);
        Optional<Sighting> four = seen.awaitMailbox(0, new Messages(true, 4, 1)::equals, SOON);
        assertThat(four).hasValueSatisfying(box -> assertThat(((Sighting.Mailbox) box).asked())
                .isFalse());
    }

    @Test
    void registration_isToldItsStatusAndEnded() throws Exception {
        CompletableFuture<Integer> status = phone.register();
        SipMessage register = server.authenticated();
        assertThat(register.requestUri())
                .isEqualTo("sip:127.0.0.1:" + server.address().getPort());
        server.answer(register, 200, 100);
        assertThat(status.get()).isEqualTo(200);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(phone::close);
        SipMessage end = server.next();
        assertThat(end.number(HeaderName.EXPIRES)).isZero();
        server.answer(end, 200, 0);
        closing.join();
    }

    @Test
    void otherRequests_areAnsweredWithoutHarm() {
        SipMessage subscribe = lampOf201();
        String notify = new String(server.lamp(subscribe, "early"), StandardCharsets.UTF_8);
        server.send(bytes(notify.replaceFirst("Call-ID: .*", "Call-ID: unknown")));
        assertThat(answered()).isEqualTo(481);
        server.send(bytes(notify.replace("NOTIFY", "INVITE")));
        assertThat(answered()).isEqualTo(480);
        server.send(bytes(notify.replace("NOTIFY", "OPTIONS")));
        assertThat(answered()).isEqualTo(200);
        server.send(bytes(notify.replace("NOTIFY", "PUBLISH")));
        assertThat(answered()).isEqualTo(405);
        server.send(bytes("noise"));
        server.send(bytes(notify.replaceFirst("CSeq: .*", "CSeq: x")));
        server.send(bytes(notify));
        assertThat(answered()).isEqualTo(200);
        assertThat(seen.awaitLamp(0, "201", LampState.RINGING, SOON)).isPresent();
        assertThat(seen.count()).isEqualTo(1);
    }

    @Test
    void numberThatIsNoUser_isRefused() {
        assertThatThrownBy(() -> phone.watchLamp("201@elsewhere\r\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> phone.watchLamp("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void account_doesNotPrintItsPassword() {
        assertThat(new SipAccount("1001", "s3cret", server.address()).toString())
                .doesNotContain("s3cret");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
