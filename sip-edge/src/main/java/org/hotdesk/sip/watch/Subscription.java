package org.hotdesk.sip.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hotdesk.sip.message.CSeq;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;

/**
 * A subscriber of RFC 6665 that wants its subscription for as long as the phone lives: refreshed, and made anew after
 * the server lost or ended it. One owner thread, the loop's.
 */
final class Subscription {
    private static final int WANTED_SECONDS = 120;

    /** What to watch: an event package and the body that is understood. */
    record Topic(String number, String event, String accept) {}

    /** What a subscription tells its phone. */
    interface Owner {
        void body(Topic topic, byte[] body);

        void failed(String what, int status);
    }

    private final Topic topic;
    private final Requests requests;
    private final UdpLoop loop;
    private final Supplier<Dialog> newDialog;
    private final Owner owner;
    private Dialog dialog;
    private boolean wanted = true;
    private boolean over;
    private int round;
    private int failures;

    Subscription(Topic topic, Requests requests, UdpLoop loop, Supplier<Dialog> newDialog, Owner owner) {
        this.topic = topic;
        this.requests = requests;
        this.loop = loop;
        this.newDialog = newDialog;
        this.owner = owner;
        this.dialog = newDialog.get();
    }

    void begin() {
        subscribe(WANTED_SECONDS);
    }

    void end() {
        if (wanted) {
            wanted = false;
            round++;
            subscribe(0);
        }
    }

    /** Whether the server has said its last word, or never will. */
    boolean isOver() {
        return over;
    }

    boolean owns(SipMessage notify) {
        return dialog.owns(notify);
    }

    private void subscribe(int seconds) {
        Dialog asked = dialog;
        List<Dialog.Field> fields = List.of(
                new Dialog.Field(HeaderName.EVENT, topic.event()),
                new Dialog.Field(HeaderName.ACCEPT, topic.accept()),
                new Dialog.Field(HeaderName.EXPIRES, Integer.toString(seconds)));
        requests.send(new Requests.Ask(asked, "SUBSCRIBE", fields), response -> answered(asked, response));
    }

    private void answered(Dialog asked, Optional<SipMessage> response) {
        int status = response.map(SipMessage::status).orElse(0);
        // RFC 6665 §4.1.2.3: after an accepted unsubscription comes one more NOTIFY.
        over = !wanted && (status < 200 || status >= 300);
        if (asked != dialog || !wanted) {
            return;
        }
        if (status >= 200 && status < 300) {
            failures = 0;
            response.ifPresent(dialog::accept);
            long granted = response.map(r -> r.number(HeaderName.EXPIRES)).orElse(0L);
            later(Duration.ofSeconds(refreshAfter(granted)), false);
            return;
        }
        // RFC 6665 §4.1.2.2: 481 to a refresh means that the subscription is gone, not that it is refused.
        if (status != 481) {
            owner.failed("SUBSCRIBE " + topic.event() + " " + topic.number(), status);
        }
        if (status == 481 || status == 0 || status >= 500) {
            later(pause(failures++), true);
        }
    }

    /** 2 s, then twice as long each time, a minute at most. */
    static Duration pause(int failures) {
        return Duration.ofSeconds(Math.min(60, 2L << Math.min(failures, 5)));
    }

    /** Well before the end; a server that grants nothing useful is asked no more often than once in five seconds. */
    static long refreshAfter(long granted) {
        return Math.max(5, Math.min(granted < 0 ? WANTED_SECONDS : granted, 86_400) * 4 / 5);
    }

    private void later(Duration wait, boolean anew) {
        int mine = ++round;
        loop.at(System.nanoTime() + wait.toNanos(), () -> {
            if (mine == round && wanted) {
                if (anew) {
                    dialog = newDialog.get();
                }
                subscribe(WANTED_SECONDS);
            }
        });
    }

    /** A NOTIFY of this dialog; the phone has answered it. */
    void notified(SipMessage notify) {
        long number = CSeq.of(notify).map(CSeq::number).orElse(-1L);
        if (!dialog.accept(notify, number)) {
            return; // A retransmission, or one that was overtaken.
        }
        if (notify.bodyFrom() < notify.end()) {
            owner.body(topic, notify.body());
        }
        String state = notify.text(HeaderName.SUBSCRIPTION_STATE).orElse("");
        if (state.regionMatches(true, 0, "terminated", 0, "terminated".length())) {
            over = !wanted;
            later(pause(0), true);
        }
    }
}
