package org.hotdesk.ami.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.AstDbLink;
import org.hotdesk.ami.mirror.Image.Known;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.EntityRows;

/**
 * Sends the rows of an entity that differ from the image, which then is as if they had arrived. Runs on the mirror's
 * thread, but for {@link #unsayable}.
 */
final class RowWriter {
    private final AstDbLink astDb;
    private final Image image;
    private final Tenure tenure;
    private final Unsettled unsettled;
    private final SortedSet<AstDbKey> unsayable = new ConcurrentSkipListSet<>();

    /** A row as it should stand. */
    record Row(AstDbKey key, Optional<String> text) {}

    /**
     * What an entity lacks.
     *
     * @param rows all of it
     * @param differing those of them that do not stand so
     */
    record Difference(Entity entity, EntityRows rows, List<Row> differing) {}

    /** @param unsettled gets all that is sent, where another companion may be writing too */
    RowWriter(AstDbLink astDb, Image image, Tenure tenure, Unsettled unsettled) {
        this.astDb = astDb;
        this.image = image;
        this.tenure = tenure;
        this.unsettled = unsettled;
    }

    /** Has the rows that the work sends travel together. */
    void together(Runnable work) {
        astDb.together(work);
    }

    boolean hasRoom(int rows) {
        return astDb.hasRoom(rows);
    }

    /** Whether, a moment ago, no other companion was to write these rows. */
    boolean mayWrite() {
        return tenure.heldOfLate();
    }

    Image image() {
        return image;
    }

    /** Sends what is needed for the entity to stand as the source has it; how many rows that were. */
    int write(Entity entity, Source source, Batch batch) {
        return send(difference(entity, source), batch);
    }

    /** What is needed for the entity to stand as the source has it. */
    Difference difference(Entity entity, Source source) {
        EntityRows rows = source.rows(entity);
        Optional<List<Optional<String>>> stands = image.of(entity).map(Known::texts);
        List<Row> differing = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Optional<String> text = rows.texts().get(i);
            if (stands.isEmpty() || !stands.get().get(i).equals(text)) {
                differing.add(new Row(rows.key(i), text));
            }
        }
        return new Difference(entity, rows, differing);
    }

    /** Sends it, while the image is as it was when the difference was found; how many rows that were. */
    int send(Difference difference, Batch batch) {
        Entity entity = difference.entity();
        for (Row row : difference.differing()) {
            CompletableFuture<?> answer = send(row);
            batch.add(answer);
            if (tenure.isShared()) {
                unsettled.sent(entity, answer);
            }
        }
        int sent = difference.differing().size();
        if (difference.rows().areAbsent() && !(entity instanceof Entity.OfFeatures)) {
            image.forget(entity);
        } else if (sent > 0) {
            image.put(entity, difference.rows().texts());
        }
        return sent;
    }

    /** Rows that AMI cannot carry, so that astdb lacks them. */
    List<String> unsayable() {
        return unsayable.stream().map(AstDbKey::toString).toList();
    }

    private CompletableFuture<?> send(Row row) {
        AstDbKey key = row.key();
        Optional<String> text = row.text();
        if (!unsayable.isEmpty()) {
            unsayable.remove(key);
        }
        CompletableFuture<?> answer = text.isPresent() ? astDb.put(key, text.get()) : astDb.del(key);
        if (answer.isCompletedExceptionally()) {
            var unused = answer.whenComplete((done, failure) -> {
                if (Troubles.of(failure).why() == AmiException.Why.UNSPEAKABLE) {
                    unsayable.add(key);
                }
            });
        }
        return answer;
    }
}
