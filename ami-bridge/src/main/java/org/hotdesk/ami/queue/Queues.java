package org.hotdesk.ami.queue;

import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hotdesk.ami.burst.BurstWorker;
import org.hotdesk.ami.burst.Marks;
import org.hotdesk.ami.link.AmiActions;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.QueueMember;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;

/**
 * Keeps the members of app_queue's queues at one Asterisk: a user is one, by {@code Local/<user>@hotdesk-queue/n}, of the
 * queues that their policy names, while logged in. Any other member is left alone, and so is a pause that is not ours. All
 * members are looked at after {@link #lookAtAll}, then those who changed. No method waits for Asterisk. Thread-safe.
 */
public final class Queues implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Queues.class.getName());

    private final AmiActions actions;
    private final Supplier<Floor> floor;
    private final BooleanSupplier mayWrite;
    private final BurstWorker worker = new BurstWorker("hotdesk-queues", this::workOff);
    private final Marks<UserNumber> touched = new Marks<>();
    private final AtomicBoolean everybody = new AtomicBoolean();
    private volatile Optional<String> fault = Optional.empty();

    /** Who sits in which queue as Asterisk has it; of the worker's thread. */
    private final Map<UserNumber, Map<String, Seat>> seats = new HashMap<>();

    /** Something to be said to Asterisk, and what is so once it has said yes. */
    private record Step(CompletableFuture<Void> answer, Runnable done) {}

    /** @param mayWrite whether members are ours to change now; what was missed meanwhile is for {@link #lookAtAll} */
    public Queues(AmiActions actions, Supplier<Floor> floor, BooleanSupplier mayWrite) {
        this.actions = actions;
        this.floor = floor;
        this.mayWrite = mayWrite;
    }

    /** Asks Asterisk for its members and puts right what is ours. */
    public void lookAtAll() {
        everybody.set(true);
        worker.wish();
    }

    /** Looks anew at these users: they logged in or off, or have another policy. */
    public void touch(Collection<UserNumber> users) {
        touched.addAll(users);
        worker.wish();
    }

    /** Whose member that is; empty for one that is not ours, such as an agent of the administrator's. */
    public static Optional<UserNumber> userOf(String interfaceName) {
        return Seat.userOf(interfaceName);
    }

    /** Why somebody is not where they belong; empty when all are. */
    public Optional<String> fault() {
        return fault;
    }

    @Override
    public void close() {
        worker.close();
    }

    private void workOff() {
        if (!mayWrite.getAsBoolean()) {
            return;
        }
        Set<UserNumber> users = touched.takeAll();
        Floor now = floor.get(); // after the taking, so that it shows what the touches were about
        if (everybody.getAndSet(false)) {
            now.users().stream().map(AmpUser::number).forEach(users::add);
            users.removeIf(user -> Seat.wanted(now, user).isEmpty());
            if (!read(users.isEmpty())) {
                return;
            }
            users.addAll(seats.keySet());
        }
        carryOut(users.stream().flatMap(user -> steps(now, user).stream()).toList());
    }

    /** Learns what Asterisk has; false when it cannot say, which is no fault where nobody is in a queue. */
    private boolean read(boolean nobody) {
        seats.clear();
        Optional<AmiException> trouble = trouble(actions.queueMembers().thenAccept(this::learn));
        if (trouble.isPresent() && !nobody) {
            note(trouble.get());
        }
        return trouble.isEmpty();
    }

    private void learn(List<QueueMember> members) {
        for (QueueMember member : members) {
            Seat seat = new Seat(member.paused(), member.pausedReason().equals(Seat.LOGGED_OFF));
            Seat.userOf(member.interfaceName()).ifPresent(user -> sit(user, member.queue(), seat));
        }
    }

    private List<Step> steps(Floor now, UserNumber user) {
        Map<String, Seat> wanted = Seat.wanted(now, user);
        Map<String, Seat> has = seats.getOrDefault(user, Map.of());
        Set<String> queues = new HashSet<>(wanted.keySet());
        queues.addAll(has.keySet());
        List<Step> steps = new ArrayList<>();
        for (String queue : queues) {
            if (!wanted.containsKey(queue)) {
                steps.add(new Step(
                        actions.queueRemove(queue, Seat.interfaceOf(user)),
                        () -> seats.getOrDefault(user, new HashMap<>()).remove(queue)));
            } else {
                Seat seat = wanted.get(queue);
                Optional<Seat> before = Optional.ofNullable(has.get(queue));
                if (before.isEmpty()) {
                    steps.add(add(now, user, queue, seat));
                }
                boolean isNew = before.isEmpty() && seat.paused();
                boolean leaves = before.filter(there -> !there.paused()).isPresent() && seat.paused();
                boolean comesBack = before.filter(Seat::byUs).isPresent() && !seat.paused();
                if (isNew || leaves || comesBack) {
                    steps.add(pause(user, queue, seat));
                }
            }
        }
        return steps;
    }

    private Step add(Floor now, UserNumber user, String queue, Seat seat) {
        String name = now.user(user).map(known -> known.cidname().text()).orElse(user.digits());
        return new Step(
                actions.queueAdd(member(user, queue, seat), name, "Custom:HD" + user), () -> sit(user, queue, seat));
    }

    private Step pause(UserNumber user, String queue, Seat seat) {
        return new Step(actions.queuePause(member(user, queue, seat)), () -> sit(user, queue, seat));
    }

    private static QueueMember member(UserNumber user, String queue, Seat seat) {
        return new QueueMember(queue, Seat.interfaceOf(user), seat.paused(), seat.paused() ? Seat.LOGGED_OFF : "");
    }

    private void sit(UserNumber user, String queue, Seat seat) {
        seats.computeIfAbsent(user, any -> new HashMap<>()).put(queue, seat);
    }

    /** They are all on their way already; each that was refused is tried again when its user is looked at the next time. */
    private void carryOut(List<Step> steps) {
        Optional<AmiException> first = Optional.empty();
        for (Step step : steps) {
            Optional<AmiException> trouble = trouble(step.answer());
            if (trouble.isEmpty()) {
                step.done().run();
            }
            first = first.or(() -> trouble);
        }
        if (first.isPresent()) {
            note(first.get());
        } else {
            fault = Optional.empty();
        }
    }

    private static Optional<AmiException> trouble(CompletableFuture<Void> answer) {
        try {
            answer.join();
            return Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AmiException trouble) {
                return Optional.of(trouble);
            }
            throw e;
        }
    }

    private void note(AmiException trouble) {
        Optional<String> text = Optional.of(trouble.why() + ": " + trouble.getMessage());
        if (!text.equals(fault) && trouble.why() == AmiException.Why.REFUSED) {
            LOG.log(
                    WARNING,
                    () -> "queue refused, is app_queue loaded, is there such a queue? answer=" + trouble.getMessage());
        }
        fault = text;
    }
}
