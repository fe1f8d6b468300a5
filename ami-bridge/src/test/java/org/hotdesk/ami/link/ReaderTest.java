package org.hotdesk.ami.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.link.Links.await;
import static org.hotdesk.ami.link.Links.exception;
import static org.hotdesk.ami.link.Links.failure;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.hotdesk.ami.link.AmiEvent.ContactChanged;
import org.hotdesk.ami.link.AmiEvent.DeviceStateChanged;
import org.hotdesk.ami.link.AmiEvent.EmergencyCalled;
import org.hotdesk.ami.link.AmiEvent.FeatureToggled;
import org.hotdesk.ami.link.AmiEvent.FullyBooted;
import org.hotdesk.ami.link.AmiEvent.LinkChanged;
import org.hotdesk.ami.link.AmiEvent.MailboxChanged;
import org.hotdesk.ami.link.AmiEvent.MailboxPasswordChanged;
import org.hotdesk.ami.link.AmiEvent.ShuttingDown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ReaderTest {
    private final List<AmiEvent> heard = new CopyOnWriteArrayList<>();

    private AmiLink listen(FakeAsterisk fake) {
        AmiLink link = new AmiLink(Links.config(fake, Links.quick(200)), Clock.systemUTC());
        link.events().subscribe(AmiEvent.class, event -> {
            if (!(event instanceof LinkChanged)) {
                heard.add(event);
            }
        });
        link.start();
        await(() -> link.status().isUp());
        return link;
    }

    @Test
    void events_becomeOurs_andTheWordsThatTheLibraryDropsAreKept() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = listen(fake)) {
            fake.deviceState("PJSIP/1001", "INUSE");
            fake.deviceState("none", "unknown");
            fake.messageWaiting("201@default", 2, 3);
            fake.messageWaiting("none@unknown", 0, 0);
            fake.event(
                    "Event: UserEvent",
                    "Privilege: user,all",
                    "UserEvent: HotdeskFeature",
                    "Family: DND",
                    "User: none");
            fake.event(
                    "Event: UserEvent",
                    "Privilege: user,all",
                    "UserEvent: HotdeskEmergency",
                    "Device: 1001",
                    "User: none",
                    "Number: 112",
                    "Call: 1795197240.1",
                    "Location: Room 1 (left)");
            fake.event(
                    "Event: ContactStatus",
                    "Privilege: system,all",
                    "URI: sip:1001@127.0.0.1:5062",
                    "ContactStatus: Unknown",
                    "AOR: 1001",
                    "EndpointName: 1001",
                    "RoundtripUsec: 300");
            fake.event(
                    "Event: VoicemailPasswordChange",
                    "Privilege: user,all",
                    "Context: default",
                    "Mailbox: 201",
                    "NewPassword: 59264");
            fake.event("Event: Shutdown", "Privilege: system,all", "Shutdown: Cleanly", "Restart: True");
            await(() -> heard.size() == 10);
            assertThat(heard)
                    .containsExactly(
                            new FullyBooted(),
                            new DeviceStateChanged("PJSIP/1001", DeviceState.INUSE),
                            new DeviceStateChanged("none", DeviceState.UNKNOWN),
                            new MailboxChanged("201", "default", 2, 3),
                            new MailboxChanged("none", "unknown", 0, 0),
                            new FeatureToggled("DND", "none"),
                            new EmergencyCalled("1001", "none", "112", "1795197240.1", "Room 1 (left)"),
                            new ContactChanged("1001", "1001", "sip:1001@127.0.0.1:5062", "Unknown"),
                            new MailboxPasswordChanged("201", "default", "59264"),
                            new ShuttingDown(true));
            assertThat(heard).allSatisfy(event -> assertThat(event.toString()).doesNotContain("59264"));
            assertThat(link.status().isUp()).isTrue();
        }
    }

    @Test
    void eventsOfNoUseAndBrokenOnes_areSkipped() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = listen(fake)) {
            fake.event("Event: NeverHeardOf", "Some: thing");
            fake.event("Event: Newchannel", "Channel: PJSIP/1001-1", "Uniqueid: 1.1");
            fake.event("Event: MessageWaiting", "Mailbox: nobody", "New: 1", "Old: 1");
            fake.event("Event: MessageWaiting", "Mailbox: 201@default", "New: -1", "Old: 99999999999999");
            fake.event("Event: DeviceStateChange", "Device: a", "Device: b", "State: INUSE");
            fake.event("no colon", "Event", ": empty");
            fake.event("Event: UserEvent", "UserEvent: Other", "Family: DND", "User: 201");
            fake.deviceState("PJSIP/1002", "RINGING");
            await(() -> heard.contains(new DeviceStateChanged("PJSIP/1002", DeviceState.RINGING)));
            assertThat(heard).filteredOn(MailboxChanged.class::isInstance).isEmpty();
            assertThat(heard).filteredOn(FeatureToggled.class::isInstance).isEmpty();
            assertThat(link.status().reader().logins()).isEqualTo(1);
        }
    }

    @Test
    void eventFilter_isAskedFor() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = listen(fake)) {
            assertThat(fake.actions("Filter")).hasSize(1);
            assertThat(fake.actions("Filter").get(0).get("Filter")).contains("DeviceStateChange");
            assertThat(fake.actions("Command")).isEmpty();
            assertThat(link.status().isUp()).isTrue();
        }
    }

    @Test
    void actionsThatTheLibraryLacks_areSaid() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake)) {
            link.actions().voicemailRefresh("device", "1001").join();
            link.actions().reload("res_pjsip.so").join();
            FakeAsterisk.Action refresh = fake.actions("VoicemailRefresh").get(0);
            assertThat(refresh.get("Context")).isEqualTo("device");
            assertThat(refresh.get("Mailbox")).isEqualTo("1001");
            assertThat(fake.actions("ModuleLoad").get(0).get("LoadType")).isEqualTo("reload");
        }
    }

    @Test
    void moduleLoaded_isAnAnswerEitherWay() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake)) {
            assertThat(link.actions().moduleLoaded("app_voicemail.so").join()).isTrue();
            fake.refuse("ModuleCheck", "Module not loaded");
            assertThat(link.actions().moduleLoaded("app_voicemail_odbc.so").join())
                    .isFalse();
        }
    }

    @Test
    void refusedAction_failsAlone() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake)) {
            fake.refuse("VoicemailRefresh", "Invalid/unknown command: VoicemailRefresh.");
            AmiException e = exception(link.actions().voicemailRefresh("device", "1001"));
            assertThat(e.why()).isEqualTo(AmiException.Why.REFUSED);
            assertThat(e).hasMessageContaining("Invalid/unknown command");
            link.actions().reload("res_pjsip.so").join();
        }
    }

    @Test
    void controlCharacters_neverReachTheWire() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake)) {
            String attack = "x\r\n\r\nAction: Originate\r\nChannel: PJSIP/1";
            assertThat(failure(link.actions().voicemailRefresh("device", attack)))
                    .isEqualTo(AmiException.Why.UNSPEAKABLE);
            assertThat(failure(link.actions().reload(attack))).isEqualTo(AmiException.Why.UNSPEAKABLE);
            assertThat(failure(link.actions().reload("x".repeat(1_020)))).isEqualTo(AmiException.Why.UNSPEAKABLE);
            link.actions().reload("good.so").join();
            assertThat(fake.actions("Originate")).isEmpty();
            assertThat(fake.actions("ModuleLoad")).hasSize(1);
        }
    }

    @Test
    void unansweredAction_endsTheLine_soThatNothingIsKeptForIt() {
        try (FakeAsterisk fake = new FakeAsterisk()) {
            ReaderLine line = new ReaderLine(Links.config(fake, Links.quick(200)), event -> {});
            LinkLoop loop =
                    new LinkLoop(LinkName.READER, Links.quick(1).retry(), () -> line, Clock.systemUTC(), status -> {});
            loop.start();
            await(() -> loop.status().state() == LinkState.UP);
            fake.dropRepliesTo(action -> action.name().equals("VoicemailRefresh"));
            ReaderCall<Void> call = ReaderCall.of("VoicemailRefresh", Map.of(), Duration.ofMillis(100));
            line.submit(call);
            assertThat(exception(call)).hasMessageContaining("no answer to VoicemailRefresh");
            loop.close();
            assertThat(line.remembered()).isZero();
        }
    }

    @Test
    void halfOpenLink_isFoundByPing() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake)) {
            fake.freeze();
            await(() -> link.status().reader().state() != LinkState.UP);
            fake.thaw();
            await(() -> link.status().isUp());
            assertThat(link.status().reader().logins()).isEqualTo(2);
        }
    }

    @Test
    void manyActionsAtOnce_areAllAnswered_whileAListenerBlocks() throws InterruptedException {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake)) {
            fake.recordNothing();
            CountDownLatch free = new CountDownLatch(1);
            link.events().subscribe(DeviceStateChanged.class, event -> waitFor(free));
            fake.deviceState("PJSIP/1001", "INUSE");
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 25_000; i++) {
                all.add(link.actions().voicemailRefresh("device", String.valueOf(i)));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
            free.countDown();
            assertThat(link.status().reader().logins()).isEqualTo(1);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void listener_mayWaitForAnAction() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake)) {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            link.events().subscribe(MailboxChanged.class, event -> {
                link.actions().voicemailRefresh("device", event.box()).join();
                done.complete(true);
            });
            fake.messageWaiting("201@default", 1, 0);
            assertThat(done.join()).isTrue();
        }
    }

    @Test
    void listenerThatFails_stopsNoOther() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake);
                LogLines log = new LogLines(EventHub.class)) {
            link.events().subscribe(MailboxChanged.class, event -> {
                throw new IllegalStateException("a bug");
            });
            CompletableFuture<String> box = new CompletableFuture<>();
            link.events().subscribe(MailboxChanged.class, event -> box.complete(event.box()));
            fake.messageWaiting("201@default", 1, 0);
            assertThat(box.join()).isEqualTo("201");
            assertThat(log.at(Level.SEVERE)).hasSize(1);
        }
    }

    @Test
    void listenersTooFarBehind_restartTheLink_andNothingIsLostUnsaid() {
        try (FakeAsterisk fake = new FakeAsterisk();
                LogLines log = new LogLines(EventHub.class);
                AmiLink link = new AmiLink(Links.config(fake, Links.quick(200)), Clock.systemUTC(), 100)) {
            CountDownLatch free = new CountDownLatch(1);
            List<String> order = new CopyOnWriteArrayList<>();
            link.events().subscribe(DeviceStateChanged.class, event -> {
                waitFor(free);
                order.add(event.device());
            });
            link.events().subscribe(LinkChanged.class, change -> {
                if (change.link() == LinkName.READER) {
                    order.add(change.state().name());
                }
            });
            link.start();
            await(() -> link.status().isUp());
            for (int i = 0; i < 200; i++) {
                fake.deviceState("PJSIP/" + i, "INUSE");
            }
            await(() -> !log.at(Level.WARNING).isEmpty());
            free.countDown();
            await(() -> link.status().reader().logins() == 2 && link.status().isUp());
            fake.deviceState("PJSIP/after", "INUSE");
            await(() -> order.contains("PJSIP/after"));
            int lastBefore = order.lastIndexOf("DOWN");
            assertThat(order.subList(2, lastBefore)).allMatch(one -> one.startsWith("PJSIP/"));
            assertThat(order.subList(lastBefore, order.size()))
                    .containsExactly("DOWN", "CONNECTING", "UP", "PJSIP/after");
        }
    }

    @Test
    void subscription_endsWhenClosed() {
        try (FakeAsterisk fake = new FakeAsterisk();
                AmiLink link = Links.open(fake)) {
            AmiEvents.Subscription subscription = link.events().subscribe(DeviceStateChanged.class, heard::add);
            subscription.close();
            subscription.close();
            CompletableFuture<String> device = new CompletableFuture<>();
            link.events().subscribe(DeviceStateChanged.class, event -> device.complete(event.device()));
            fake.deviceState("PJSIP/1001", "INUSE");
            assertThat(device.join()).isEqualTo("PJSIP/1001");
            assertThat(heard).isEmpty();
        }
    }
}
