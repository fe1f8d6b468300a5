package org.hotdesk.sip.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;

/** Keeps our contact registered (RFC 3261 §10.2) until it is ended. One owner thread, the loop's. */
final class Registration {
    private static final int WANTED_SECONDS = 120;

    private final Dialog dialog;
    private final Requests requests;
    private final UdpLoop loop;
    private final BiConsumer<String, Integer> failed;
    private boolean wanted;
    private int round;
    private int failures;

    Registration(Dialog dialog, Requests requests, UdpLoop loop, BiConsumer<String, Integer> failed) {
        this.dialog = dialog;
        this.requests = requests;
        this.loop = loop;
        this.failed = failed;
    }

    /** Registers; {@code first} is told the status of each answer, 0 for none. */
    void begin(IntConsumer first) {
        wanted = true;
        send(WANTED_SECONDS, response -> {
            first.accept(response.map(SipMessage::status).orElse(0));
            answered(response);
        });
    }

    void end() {
        if (wanted) {
            wanted = false;
            send(0, response -> {});
        }
    }

    private void send(int seconds, Consumer<Optional<SipMessage>> done) {
        List<Dialog.Field> fields = List.of(new Dialog.Field(HeaderName.EXPIRES, Integer.toString(seconds)));
        requests.send(new Requests.Ask(dialog, "REGISTER", fields), done);
    }

    private void answered(Optional<SipMessage> response) {
        int status = response.map(SipMessage::status).orElse(0);
        if (!wanted) {
            return;
        }
        if (status >= 200 && status < 300) {
            failures = 0;
            later(Duration.ofSeconds(Subscription.refreshAfter(WANTED_SECONDS)));
            return;
        }
        failed.accept("REGISTER", status);
        if (status == 0 || status >= 500) {
            later(Subscription.pause(failures++));
        }
    }

    private void later(Duration wait) {
        int mine = ++round;
        loop.at(System.nanoTime() + wait.toNanos(), () -> {
            if (mine == round && wanted) {
                send(WANTED_SECONDS, this::answered);
            }
        });
    }
}
