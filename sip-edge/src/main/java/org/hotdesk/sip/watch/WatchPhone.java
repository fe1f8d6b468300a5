package org.hotdesk.sip.watch;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.hotdesk.sip.message.CSeq;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.MessageCheck;
import org.hotdesk.sip.message.Parsed;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.SipWriter;

/**
 * A phone with lamps and no handset, over UDP: it registers, subscribes to lamps and to its mailbox, keeps all of that
 * up until it is closed, and tells its listener what arrives. A call to it is turned away at once. Thread-safe; the
 * listener is called on the phone's own thread and must not wait there.
 */
public final class WatchPhone implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofMillis(1500);

    private final SipAccount account;
    private final Consumer<Sighting> listener;
    private final Clock clock;
    private final Duration goodbye;
    private final UdpLoop loop;
    private final Requests requests;
    private final Registration registration;
    private final String contact;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final SipParser parser = new SipParser(new SipLimits(65_535, 192));
    private final MessageCheck check = new MessageCheck();
    private final SipWriter writer = new SipWriter();
    private final String tag = Tokens.random();
    private String lastUnasked = "";
    private Instant arrived;

    /** Opens its socket on a free port; asks nothing yet. */
    public WatchPhone(SipAccount account, Consumer<Sighting> listener, Clock clock) {
        this(account, listener, clock, GOODBYE);
    }

    WatchPhone(SipAccount account, Consumer<Sighting> listener, Clock clock, Duration goodbye) {
        this.goodbye = goodbye;
        this.account = account;
        this.listener = listener;
        this.clock = clock;
        this.arrived = clock.instant();
        this.loop = new UdpLoop(account.server(), "watch-" + account.user());
        String host = loop.local().getAddress().getHostAddress();
        String sentBy = (host.contains(":") ? "[" + host + "]" : host) + ":"
                + loop.local().getPort();
        this.contact = "sip:" + account.user() + "@" + sentBy;
        this.requests = new Requests(account, loop, sentBy);
        String self = account.address(account.user());
        String registrar = self.substring(0, 4) + self.substring(self.indexOf('@') + 1);
        this.registration = new Registration(new Dialog(self, self, registrar, contact), requests, loop, this::failed);
        loop.start(this::datagram);
    }

    /** The port its requests come from. */
    public InetSocketAddress local() {
        return loop.local();
    }

    /** Registers and keeps registered; the future has the status of the first answer, 0 when none came in 32 s. */
    public CompletableFuture<Integer> register() {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        loop.execute(() -> registration.begin(first::complete));
        return first;
    }

    /**
     * Subscribes to the lamp of a number (event {@code dialog}); the first sighting tells how it stands.
     *
     * @throws IllegalArgumentException when it is no number that fits into a SIP address
     */
    public void watchLamp(String number) {
        subscribe(new Subscription.Topic(number, "dialog", "application/dialog-info+xml"));
    }

    /** Subscribes to the mailboxes of the account (event {@code message-summary}). */
    public void watchMailbox() {
        subscribe(new Subscription.Topic(account.user(), "message-summary", "application/simple-message-summary"));
    }

    private void subscribe(Subscription.Topic topic) {
        String self = account.address(account.user());
        String target = account.address(topic.number());
        loop.execute(() -> {
            Subscription subscription =
                    new Subscription(topic, requests, loop, () -> new Dialog(self, target, target, contact), owner());
            subscriptions.add(subscription);
            subscription.begin();
        });
    }

    private Subscription.Owner owner() {
        return new Subscription.Owner() {
            @Override
            public void body(Subscription.Topic topic, byte[] body) {
                told(topic, body);
            }

            @Override
            public void failed(String what, int status) {
                WatchPhone.this.failed(what, status);
            }
        };
    }

    private void told(Subscription.Topic topic, byte[] body) {
        Instant at = arrived;
        if ("dialog".equals(topic.event())) {
            DialogInfo.parse(body).ifPresent(state -> listener.accept(new Sighting.Lamp(topic.number(), state, at)));
        } else {
            Messages.parse(body).ifPresent(messages -> listener.accept(new Sighting.Mailbox(messages, true, at)));
        }
    }

    private void failed(String what, int status) {
        listener.accept(new Sighting.Failed(what, status, clock.instant()));
    }

    private void datagram(int length) {
        arrived = clock.instant();
        Parsed parsed = parser.datagram(loop.buffer(), 0, length);
        Optional<SipMessage> message =
                parsed.fold(Optional::of, needMore -> Optional.empty(), wrong -> Optional.empty());
        message.filter(good -> check.check(good).isEmpty()).ifPresent(good -> {
            if (good.isRequest()) {
                request(good.keep());
            } else {
                requests.response(good);
            }
        });
    }

    private void request(SipMessage request) {
        switch (request.method()) {
            case "ACK" -> {}
            case "NOTIFY" -> notified(request);
            case "OPTIONS" -> answer(request, 200, "OK");
            case "INVITE" -> answer(request, 480, "Temporarily Unavailable");
            case "CANCEL", "BYE" -> answer(request, 481, "Call/Transaction Does Not Exist");
            default -> answer(request, 405, "Method Not Allowed");
        }
    }

    private void notified(SipMessage notify) {
        Optional<Subscription> subscription =
                subscriptions.stream().filter(one -> one.owns(notify)).findFirst();
        if (subscription.isPresent()) {
            answer(notify, 200, "OK");
            subscription.get().notified(notify);
        } else if (isUnaskedMailbox(notify)) {
            answer(notify, 200, "OK");
            unasked(notify);
        } else {
            // RFC 6665 §4.1.3: nothing of ours, so the notifier shall forget it.
            answer(notify, 481, "Subscription Does Not Exist");
        }
    }

    /** A server may tell a registered phone of its mailbox without being asked; such a NOTIFY has no tag of ours. */
    private static boolean isUnaskedMailbox(SipMessage notify) {
        return notify.text(HeaderName.EVENT).filter("message-summary"::equals).isPresent()
                && !notify.text(HeaderName.TO).orElse("").contains("tag=");
    }

    private void unasked(SipMessage notify) {
        String key = notify.text(HeaderName.CALL_ID).orElse("")
                + CSeq.of(notify).map(CSeq::number).orElse(0L);
        if (!key.equals(lastUnasked)) {
            lastUnasked = key;
            Instant at = arrived;
            Messages.parse(notify.body())
                    .ifPresent(messages -> listener.accept(new Sighting.Mailbox(messages, false, at)));
        }
    }

    private void answer(SipMessage request, int status, String phrase) {
        writer.answer(request, account.server(), status, phrase, tag);
        if (request.isMethod("OPTIONS") || status == 405) {
            writer.header(HeaderName.ALLOW, "OPTIONS, NOTIFY");
        }
        loop.send(writer.header(HeaderName.CONTACT, "<" + contact + ">").bytes());
    }

    /** Ends its subscriptions and registration, waits for their answers up to 1.5 s, and closes the socket. */
    @Override
    public void close() {
        if (!loop.isOpen()) {
            return;
        }
        CompletableFuture<Boolean> said = new CompletableFuture<>();
        loop.execute(() -> {
            subscriptions.forEach(Subscription::end);
            registration.end();
            awaitQuiet(said);
        });
        try {
            said.get(goodbye.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Nobody answers any more: what it holds for us will expire.
        }
        loop.close();
    }

    private void awaitQuiet(CompletableFuture<Boolean> said) {
        if (requests.isQuiet() && subscriptions.stream().allMatch(Subscription::isOver)) {
            said.complete(true);
        } else {
            loop.at(System.nanoTime() + Duration.ofMillis(10).toNanos(), () -> awaitQuiet(said));
        }
    }
}
