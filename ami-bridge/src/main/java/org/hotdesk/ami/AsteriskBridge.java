package org.hotdesk.ami;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hotdesk.ami.lamp.Lamps;
import org.hotdesk.ami.link.AmiEvent.CallMissed;
import org.hotdesk.ami.link.AmiEvent.ContactChanged;
import org.hotdesk.ami.link.AmiEvent.DeviceStateChanged;
import org.hotdesk.ami.link.AmiEvent.FeatureToggled;
import org.hotdesk.ami.link.AmiEvent.FullyBooted;
import org.hotdesk.ami.link.AmiEvent.LinkChanged;
import org.hotdesk.ami.link.AmiEvent.MailboxChanged;
import org.hotdesk.ami.link.AmiEvent.QueueCallMissed;
import org.hotdesk.ami.link.AmiEvents;
import org.hotdesk.ami.link.AmiLink;
import org.hotdesk.ami.link.AmiStatus;
import org.hotdesk.ami.link.DeviceState;
import org.hotdesk.ami.link.LinkName;
import org.hotdesk.ami.link.LinkState;
import org.hotdesk.ami.link.MessageCount;
import org.hotdesk.ami.mailbox.LinkDifference;
import org.hotdesk.ami.mailbox.Mailboxes;
import org.hotdesk.ami.mirror.AstDbMirror;
import org.hotdesk.ami.mirror.Downstream;
import org.hotdesk.ami.mirror.MirrorFollower;
import org.hotdesk.ami.mirror.MirrorReport;
import org.hotdesk.ami.mirror.Tenure;
import org.hotdesk.ami.phone.PhoneListener;
import org.hotdesk.ami.phone.PhoneStates;
import org.hotdesk.ami.queue.Queues;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Technology;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;

/**
 * Carries every change of the store to one Asterisk: astdb rows, events for panels, lamps and mailbox links; and what
 * feature codes switch there back into the store, and what phones do to who listens. An Asterisk that is away is no error: it gets everything when it is back.
 * Thread-safe.
 */
public final class AsteriskBridge implements AutoCloseable {
    /** The global variable that holds the {@linkplain AsteriskConfig#server name} we have for an Asterisk. */
    public static final String NAME_VARIABLE = "HD_SERVER";

    /** What Asterisk calls a contact that is not there. */
    private static final Set<String> AWAY = Set.of("Removed", "Unreachable", "Unknown");

    private static final System.Logger LOG = System.getLogger(AsteriskBridge.class.getName());
    private static final Duration RINGING_MOST = Duration.ofSeconds(20);
    private static final Duration FOLLOWING_MOST = Duration.ofMillis(500);

    private final String server;
    private final AmiLink link;
    private final Heartbeat heartbeat;
    private final Lamps lamps;
    private final Mailboxes mailboxes;
    private final Queues queues;
    private final PhoneListener listener;
    private final PhoneStates phones;
    private final Tenure tenure;
    private final AstDbMirror mirror;

    /** Tells nobody what phones do. */
    public AsteriskBridge(AsteriskConfig config, Store store, Clock clock) {
        this(config, store, PhoneListener.NOBODY, clock);
    }

    /** Opens nothing before {@link #start}. */
    public AsteriskBridge(AsteriskConfig config, Store store, PhoneListener listener, Clock clock) {
        this.server = config.server();
        this.listener = listener;
        this.link = new AmiLink(config.ami(), clock);
        this.heartbeat = new Heartbeat(link.actions(), config.pulse(), clock);
        this.tenure = new Tenure(store, server, config.companion());
        this.lamps = new Lamps(link.actions(), store::floor, tenure::isOurs);
        this.mailboxes = new Mailboxes(config.mailboxes(), link.actions(), store::floor, tenure::isOurs);
        this.queues = new Queues(link.actions(), store::floor, tenure::isOurs);
        this.phones = new PhoneStates(link.actions(), store::floor, listener);
        var downstream = new Downstream(link.astDb(), link.actions(), new Followers());
        this.mirror = new AstDbMirror(tenure, store, downstream, config.pace(), clock);
    }

    /** Begins to connect, and returns at once; to be called once. */
    public void start() {
        AmiEvents events = link.events();
        events.subscribe(LinkChanged.class, this::linkChanged);
        events.subscribe(FullyBooted.class, booted -> fullyBooted());
        events.subscribe(DeviceStateChanged.class, event -> {
            lamps.heard(event.device(), event.state());
            phones.heard(event.device(), event.state());
        });
        events.subscribe(
                CallMissed.class, event -> UserNumber.parse(event.user()).ifPresent(listener::missed));
        events.subscribe(
                QueueCallMissed.class, event -> Queues.userOf(event.member()).ifPresent(listener::missed));
        events.subscribe(MailboxChanged.class, event -> mailboxes.boxChanged(event.box(), event.context()));
        events.subscribe(ContactChanged.class, event -> {
            if (!AWAY.contains(event.status())) {
                mailboxes.registered(event.endpoint());
            }
        });
        events.subscribe(
                FeatureToggled.class, event -> UserNumber.parse(event.user()).ifPresent(mirror::featureToggled));
        mirror.start();
        mailboxes.checkAll();
        link.start();
        heartbeat.start();
    }

    /** What Asterisk tells, for who carries nothing from the store to it; to be subscribed to before {@link #start}. */
    public AmiEvents events() {
        return link.events();
    }

    /**
     * Waits until Asterisk has answered every row of this change and of all before it; then, a second at most and within
     * the same time, until lamps and mailboxes have followed.
     *
     * @return false when it has not answered after that time, or at once when there is no link; it will when there is
     */
    public boolean awaitMirrored(long seq, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        boolean mirrored = mirror.awaitMirrored(seq, most);
        if (mirrored) {
            lamps.await(left(end));
            mailboxes.await(left(end));
        }
        return mirrored;
    }

    /** Whether there are links to Asterisk now. */
    public boolean isUp() {
        return link.status().isUp();
    }

    /** Whether there are links and Asterisk speaks on them; one that froze is found to be lost only after a while. */
    public boolean isAnswering() {
        return isUp() && heartbeat.isAnswered();
    }

    public BridgeStatus status() {
        return new BridgeStatus(
                server,
                link.status(),
                mirror.status(),
                lamps.status(),
                mailboxes.status(),
                queues.fault(),
                heartbeat.answered());
    }

    /** Reads every row back and reports; changes nothing. Waits for the end, which is seconds at 10,000 users. */
    public MirrorReport check() {
        return mirror.check();
    }

    /** Reads every row back, puts right what is not as it should be, unless this is a dry run, and looks after mailbox links and queues. */
    public MirrorReport repair(boolean dryRun) {
        if (!dryRun) {
            mailboxes.checkAll();
            queues.lookAtAll();
        }
        return mirror.repair(dryRun);
    }

    /** Every phone whose dummy mailbox does not lead where it should; reads the disk. */
    public List<LinkDifference> checkMailboxes() throws IOException {
        return mailboxes.compare();
    }

    /** What the user's lamp shows; empty when it was not written since the link came up. */
    public Optional<DeviceState> lampOf(UserNumber user) {
        return lamps.of(user);
    }

    /**
     * Says whether the phone of a device behind the SIP edge is there; users' lamps show it. To be said again when the
     * device comes out from behind the edge: then it is.
     */
    public void reachable(DeviceNumber device, boolean isThere) {
        lamps.reachable(device, isThere);
        phones.reachable(device, isThere);
    }

    /**
     * Rings the phone of a device that is there and not in use, and when it is answered plays these sound files; never waits.
     * Where another companion writes this Asterisk, that one rings.
     *
     * @param files with {@code &} between
     */
    public void ring(Device device, String callerId, String files) {
        if (tenure.isOurs() && phones.of(device) == DeviceState.NOT_INUSE) {
            var unused = link.actions()
                    .ring("Local/" + device.number() + "@hotdesk-desk/n", RINGING_MOST, callerId, files)
                    .exceptionally(trouble -> {
                        LOG.log(WARNING, () -> "not rung device=" + device.number() + " why=" + trouble.getMessage());
                        return null;
                    });
        }
    }

    /**
     * Has Asterisk tell the phone of a PJSIP device to fetch its configuration anew; a device that is nowhere registered is
     * no error. Fails with an {@code AmiException}.
     *
     * @return false where another companion writes this Asterisk, which tells it, or the device is no PJSIP device
     */
    public CompletableFuture<Boolean> checkSync(Device device) {
        if (!tenure.isOurs() || device.technology() != Technology.PJSIP) {
            return CompletableFuture.completedFuture(false);
        }
        return link.actions().checkSync(device.dial().resource()).thenApply(done -> true);
    }

    /** Asks what waits for who sits at the device; nothing for nobody. Fails with an {@code AmiException}. */
    public CompletableFuture<MessageCount> messagesAt(DeviceNumber device) {
        return mailboxes.count(device);
    }

    /**
     * Has one module read its configuration again, and nothing else; fails with an {@code AmiException}.
     *
     * @param module such as {@code res_pjsip.so}
     */
    public CompletableFuture<Void> reload(String module) {
        return link.actions().reload(module);
    }

    /** Ends the links first, so that nobody here waits for an answer any more. */
    @Override
    public void close() {
        heartbeat.close();
        link.close();
        mirror.close();
        lamps.close();
        mailboxes.close();
        queues.close();
        phones.close();
    }

    private static Duration left(long end) {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return left.compareTo(FOLLOWING_MOST) < 0 ? left : FOLLOWING_MOST;
    }

    private void linkChanged(LinkChanged change) {
        boolean isUp = change.state() == LinkState.UP;
        if (!isUp) {
            listener.lost();
        }
        if (change.link() == LinkName.WRITER && isUp) {
            heartbeat.beat();
            sayName();
            mirror.linkUp();
        } else if (change.link() == LinkName.WRITER) {
            mirror.linkDown();
        }
        if (isUp) {
            followAnew();
        }
    }

    /** Refused or lost, it only makes logins wait for every Asterisk that is there. */
    private void sayName() {
        var unused = link.actions().setvar(NAME_VARIABLE, server);
    }

    private void fullyBooted() {
        sayName();
        mirror.fullyBooted();
        followAnew();
    }

    /** FullyBooted may be heard before its link is known to be up: then this is done when it is. */
    private void followAnew() {
        AmiStatus links = link.status();
        if (links.isUp()) {
            lamps.rewriteAll();
            queues.lookAtAll();
            phones.askAgain();
        }
        if (links.reader().state() == LinkState.UP) {
            mailboxes.checkAll();
        }
    }

    /** Lamps and mailboxes go behind the rows. */
    private final class Followers implements MirrorFollower {
        @Override
        public void touched(Set<UserNumber> users, Set<DeviceNumber> devices) {
            lamps.touch(users, devices);
            mailboxes.touch(users, devices);
            queues.touch(users);
        }

        @Override
        public void tookOver() {
            followAnew();
        }
    }
}
