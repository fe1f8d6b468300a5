package org.hotdesk.ami.mirror;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hotdesk.ami.mirror.Entity.OfChannel;
import org.hotdesk.ami.mirror.Entity.OfDevice;
import org.hotdesk.ami.mirror.Entity.OfFeatures;
import org.hotdesk.ami.mirror.Entity.OfUser;
import org.hotdesk.store.Change;
import org.hotdesk.store.Change.Kind;

/**
 * Entities whose rows we sent while it is not yet certain that nobody else was writing them: it is, when they were answered
 * before the right to write was found to be ours still. Rows are answered in the order in which they are sent. Runs on the
 * mirror's thread.
 */
final class Unsettled {
    private Set<Entity> recent = new LinkedHashSet<>();
    private Set<Entity> older = Set.of();
    private Optional<CompletableFuture<?>> lastRecent = Optional.empty();
    private Optional<CompletableFuture<?>> lastOlder = Optional.empty();
    private boolean olderAnswered;

    void sent(Entity entity, CompletableFuture<?> answer) {
        recent.add(entity);
        lastRecent = Optional.of(answer);
    }

    /** To be called before the right is looked at. */
    void look() {
        if (older.isEmpty()) {
            older = recent;
            lastOlder = lastRecent;
            recent = new LinkedHashSet<>();
        }
        olderAnswered = isDone(lastOlder);
    }

    /** The right was ours all the time. */
    void settle() {
        if (olderAnswered) {
            older = Set.of();
        }
    }

    boolean isEmpty() {
        return recent.isEmpty() && older.isEmpty();
    }

    /** Whether Asterisk has answered all of it, or never will: nothing is on its way any more. */
    boolean isAnswered() {
        return isDone(lastRecent);
    }

    /** Each as a change that touches it. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        older.forEach(entity -> changes.add(change(entity)));
        recent.forEach(entity -> changes.add(change(entity)));
        return changes;
    }

    void clear() {
        recent = new LinkedHashSet<>();
        older = Set.of();
    }

    private static boolean isDone(Optional<CompletableFuture<?>> answer) {
        return answer.map(CompletableFuture::isDone).orElse(true);
    }

    private static Change change(Entity entity) {
        if (entity instanceof OfDevice of) {
            return new Change(0, Kind.DEVICE, of.device().digits(), "");
        }
        if (entity instanceof OfUser of) {
            return new Change(0, Kind.USER, of.user().digits(), "");
        }
        if (entity instanceof OfFeatures of) {
            return new Change(0, Kind.FEATURES, of.user().digits(), "");
        }
        if (entity instanceof OfChannel of) {
            return new Change(0, Kind.CHANNEL, of.channel(), "");
        }
        throw new IllegalStateException("an entity of another kind");
    }
}
