package org.hotdesk.ami.mailbox;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hotdesk.ami.burst.BurstWorker;
import org.hotdesk.ami.burst.Marks;
import org.hotdesk.ami.link.AmiActions;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.MessageCount;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;

/**
 * Leads each phone's dummy mailbox {@code <device>@device} to the mailbox of who sits there, and has Asterisk count again
 * when that changes or a message comes or goes. No method but {@link #await} and {@link #compare} waits for the disk or for Asterisk.
 * Thread-safe.
 */
public final class Mailboxes implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Mailboxes.class.getName());
    private static final String DEVICE_CONTEXT = "device";
    private static final String REFRESH_ADVICE =
            "; if the action is unknown though app_voicemail runs, app_voicemail_odbc or app_voicemail_imap took it along"
                    + " when it failed to load: noload it in modules.conf";

    private final Optional<Routes> routes;
    private final Optional<Notices> notices;
    private final AmiActions actions;
    private final Supplier<Floor> floor;
    private final BooleanSupplier mayWrite;
    private final BurstWorker worker;

    private final Marks<UserNumber> touchedUsers = new Marks<>();
    private final Marks<DeviceNumber> touchedDevices = new Marks<>();
    private final Marks<MailboxAddress> touchedBoxes = new Marks<>();
    private final AtomicBoolean everything = new AtomicBoolean();

    private final Map<DeviceNumber, String> faults = new ConcurrentHashMap<>();
    private volatile Optional<String> folderFault = Optional.empty();
    private volatile Optional<String> refreshFault = Optional.empty();
    private volatile List<String> foreign = List.of();

    /** @param mayWrite whether lamps are ours to lead now; what was missed meanwhile is for {@link #checkAll} */
    public Mailboxes(MailboxMode mode, AmiActions actions, Supplier<Floor> floor, BooleanSupplier mayWrite) {
        this.mayWrite = mayWrite;
        this.routes = routes(mode, actions);
        this.notices = mode instanceof MailboxMode.Notify ? Optional.of(new Notices(actions)) : Optional.empty();
        this.actions = actions;
        this.floor = floor;
        this.worker = new BurstWorker("hotdesk-mailboxes", () -> {
            routes.ifPresent(this::workOff);
            notices.ifPresent(this::workOff);
        });
    }

    /** Looks anew at every phone and at what else stands in the folder, and has all lamps counted again. */
    public void checkAll() {
        everything.set(true);
        worker.wish();
    }

    /** Looks anew at these devices and at all phones of these users. */
    public void touch(Collection<UserNumber> users, Collection<DeviceNumber> devices) {
        touchedUsers.addAll(users);
        touchedDevices.addAll(devices);
        worker.wish();
    }

    /** Takes in that the messages in a mailbox changed; that of a phone's own dummy mailbox is our own doing. */
    public void boxChanged(String box, String context) {
        if (!context.equals(DEVICE_CONTEXT)) {
            MailboxAddress.parse(box + "@" + context).ifPresent(touchedBoxes::add);
            worker.wish();
        }
    }

    /** Takes in that a phone registered; it has forgotten what it showed. */
    public void registered(String endpoint) {
        if (notices.isPresent()) {
            DeviceNumber.parse(endpoint).ifPresent(device -> touch(Set.of(), Set.of(device)));
        }
    }

    /** Waits until the phones touched so far are led; false when they are not after that time. */
    public boolean await(Duration most) {
        return worker.await(most);
    }

    /** Every phone that does not lead where it should; reads the disk. */
    public List<LinkDifference> compare() throws IOException {
        if (routes.isEmpty()) {
            return List.of();
        }
        Floor now = floor.get();
        Map<DeviceNumber, MailboxAddress> found =
                new TreeMap<>(routes.get().standing().ours());
        List<LinkDifference> differences = new ArrayList<>();
        wanted(now, allDevices(now, found.keySet())).forEach((device, wanted) -> {
            Optional<MailboxAddress> stands = Optional.ofNullable(found.get(device));
            if (!stands.equals(wanted)) {
                differences.add(new LinkDifference(device, wanted, stands));
            }
        });
        return differences;
    }

    /** Counts what waits for who sits at the device; nothing for nobody. Fails with an {@link AmiException}. */
    public CompletableFuture<MessageCount> count(DeviceNumber device) {
        return mailboxAt(floor.get(), device)
                .map(mailbox -> actions.mailboxCount(mailbox.toString()))
                .orElseGet(() -> CompletableFuture.completedFuture(MessageCount.NONE));
    }

    public MailboxStatus status() {
        Floor now = floor.get();
        int led = routes.isEmpty() && notices.isEmpty()
                ? 0
                : (int) now.sessions().stream()
                        .filter(session -> mailboxAt(now, session.device()).isPresent())
                        .count();
        return new MailboxStatus(led, faults, folderFault, refreshFault, foreign);
    }

    @Override
    public void close() {
        worker.close();
    }

    private void workOff(Routes to) {
        if (!mayWrite.getAsBoolean()) {
            return;
        }
        try {
            if (everything.getAndSet(false)) {
                leadAll(to);
            } else {
                leadTouched(to);
            }
            folderFault = Optional.empty();
        } catch (IOException e) {
            folderFault = Optional.of(e.toString());
            LOG.log(WARNING, () -> "mailbox links failed cause=" + e);
        } catch (CompletionException e) {
            folderFault = Optional.of(String.valueOf(e.getCause()));
            LOG.log(WARNING, () -> "voicemail reload failed cause=" + e.getCause());
        }
    }

    private void workOff(Notices by) {
        if (!mayWrite.getAsBoolean()) {
            return;
        }
        boolean all = everything.getAndSet(false);
        Set<DeviceNumber> devices = touchedDevices.takeAll();
        Set<UserNumber> users = touchedUsers.takeAll();
        Set<MailboxAddress> boxes = touchedBoxes.takeAll();
        Floor now = floor.get(); // after the taking, so that it shows what the touches were about
        users.forEach(user -> now.sessionsOf(user).forEach(session -> devices.add(session.device())));
        devices.addAll(phonesOf(now, boxes));
        Optional<Throwable> failure = by.tell(now, all ? allDevices(now, Set.of()) : devices);
        if (failure.isEmpty()) {
            refreshFault = Optional.empty();
        } else {
            noteRefusal("PJSIPNotify", "", new CompletionException(failure.get()));
        }
    }

    private static Set<DeviceNumber> phonesOf(Floor now, Set<MailboxAddress> boxes) {
        Set<DeviceNumber> phones = new HashSet<>();
        if (!boxes.isEmpty()) {
            now.sessions().stream()
                    .map(Session::device)
                    .filter(device ->
                            mailboxAt(now, device).filter(boxes::contains).isPresent())
                    .forEach(phones::add);
        }
        return phones;
    }

    private void leadAll(Routes to) throws IOException {
        touchedUsers.takeAll();
        touchedDevices.takeAll();
        touchedBoxes.takeAll();
        Floor now = floor.get();
        Routes.Standing standing = to.standing();
        List<String> names = standing.foreign();
        if (!names.equals(foreign) && !names.isEmpty()) {
            LOG.log(WARNING, () -> "mailbox folder holds what is not ours, left alone count=" + names.size());
        }
        foreign = names;
        faults.clear();
        lead(to, wanted(now, allDevices(now, standing.ours().keySet())));
        // Without a box: all dummy mailboxes in one walk of Asterisk's list, not one walk for each.
        refresh(List.of(""));
    }

    private void leadTouched(Routes to) throws IOException {
        Set<DeviceNumber> devices = touchedDevices.takeAll();
        Set<UserNumber> users = touchedUsers.takeAll();
        Set<MailboxAddress> boxes = touchedBoxes.takeAll();
        Floor now = floor.get(); // after the taking, so that it shows what the touches were about
        users.forEach(user -> now.sessionsOf(user).forEach(session -> devices.add(session.device())));
        Set<DeviceNumber> stale = devices.isEmpty() ? new HashSet<>() : lead(to, wanted(now, devices));
        stale.addAll(phonesOf(now, boxes));
        refresh(stale.stream().map(DeviceNumber::digits).toList());
    }

    private Set<DeviceNumber> lead(Routes to, Map<DeviceNumber, Optional<MailboxAddress>> wanted) throws IOException {
        Routes.Outcome outcome = to.lead(wanted);
        wanted.keySet().forEach(faults::remove);
        faults.putAll(outcome.faults());
        outcome.faults()
                .forEach((device, why) ->
                        LOG.log(WARNING, () -> "mailbox lamp not led device=" + device + " why=" + why));
        return new HashSet<>(outcome.changed());
    }

    private void refresh(List<String> boxes) {
        List<CompletableFuture<Void>> answers = boxes.stream()
                .map(box -> actions.voicemailRefresh(DEVICE_CONTEXT, box))
                .toList();
        for (CompletableFuture<Void> answer : answers) {
            try {
                answer.join();
                refreshFault = Optional.empty();
            } catch (CompletionException e) {
                noteRefusal("VoicemailRefresh", REFRESH_ADVICE, e);
            }
        }
    }

    /** A lost link is no fault of a mailbox: all is refreshed when it is back. */
    private void noteRefusal(String action, String advice, CompletionException failure) {
        if (!(failure.getCause() instanceof AmiException trouble)) {
            throw failure;
        }
        if (trouble.why() == AmiException.Why.REFUSED) {
            String text = action + " is refused: " + trouble.getMessage() + advice;
            if (refreshFault.isEmpty()) {
                LOG.log(WARNING, text);
            }
            refreshFault = Optional.of(text);
        }
    }

    private static Map<DeviceNumber, Optional<MailboxAddress>> wanted(Floor now, Collection<DeviceNumber> devices) {
        Map<DeviceNumber, Optional<MailboxAddress>> wanted = new HashMap<>();
        devices.forEach(device -> wanted.put(device, mailboxAt(now, device)));
        return wanted;
    }

    private static Optional<MailboxAddress> mailboxAt(Floor now, DeviceNumber device) {
        return now.sessionAt(device)
                .flatMap(session -> now.user(session.user()))
                .flatMap(AmpUser::mailbox);
    }

    private static Set<DeviceNumber> allDevices(Floor now, Collection<DeviceNumber> more) {
        Set<DeviceNumber> devices = new HashSet<>(more);
        now.devices().stream().map(Device::number).forEach(devices::add);
        return devices;
    }

    private static Optional<Routes> routes(MailboxMode mode, AmiActions actions) {
        if (mode instanceof MailboxMode.Symlinks links) {
            return Optional.of(new LinkRoutes(links.spool()));
        }
        if (mode instanceof MailboxMode.Aliases aliases) {
            return Optional.of(new AliasRoutes(aliases.file(), actions));
        }
        return Optional.empty();
    }
}
