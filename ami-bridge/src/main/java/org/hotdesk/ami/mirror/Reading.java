package org.hotdesk.ami.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.AstDbLink;
import org.hotdesk.ami.mirror.Image.Known;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.EntityRows;

/** The rows of one entity being read from astdb. Begun by one thread, answered on the link's. */
final class Reading {
    private final Entity entity;
    private final List<AstDbKey> keys;
    private final List<Optional<String>> wanted;
    private final Optional<Known> imageThen;
    private final AtomicReferenceArray<Optional<String>> found;
    private final AtomicInteger missing;

    /**
     * @param rows as they should stand
     * @param imageThen what the image had when the reading began, so that writes since then are noticed
     */
    Reading(Entity entity, EntityRows rows, Optional<Known> imageThen) {
        this.entity = entity;
        this.keys = new ArrayList<>(rows.byKey().keySet());
        this.wanted = imageThen.map(Known::texts).orElse(rows.texts());
        this.imageThen = imageThen;
        if (entity instanceof Entity.OfFeatures of) {
            keys.add(new AstDbKey("AMPUSER", of.user().digits() + "/cidnum"));
        }
        this.found = new AtomicReferenceArray<>(keys.size());
        this.missing = new AtomicInteger(keys.size());
    }

    Entity entity() {
        return entity;
    }

    int size() {
        return keys.size();
    }

    Optional<Known> imageThen() {
        return imageThen;
    }

    /** Asks for every row; exactly one of the two is told, once, when all is answered or the first answer fails. */
    void begin(AstDbLink astDb, Consumer<Reading> done, Consumer<AmiException> trouble) {
        for (int i = 0; i < keys.size(); i++) {
            int row = i;
            CompletableFuture<Optional<String>> answer = astDb.get(keys.get(i));
            var unused = answer.whenComplete((text, failure) -> {
                if (failure == null) {
                    found.set(row, text);
                    if (missing.decrementAndGet() == 0) {
                        done.accept(this);
                    }
                } else if (missing.getAndSet(Integer.MAX_VALUE) <= keys.size()) {
                    trouble.accept(Troubles.of(failure));
                }
            });
        }
    }

    /** What stands at each of the entity's own rows. */
    List<Optional<String>> texts() {
        List<Optional<String>> texts = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            texts.add(found.get(i));
        }
        return texts;
    }

    /** True when astdb has the user at all: then it is the authority on the adopted rows. */
    boolean knowsUser() {
        return found.get(keys.size() - 1).isPresent();
    }

    boolean isAsWanted() {
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals(found.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** True when a repair takes these rows into the store. */
    boolean isTakenOver() {
        return entity instanceof Entity.OfFeatures && knowsUser();
    }

    /** Every row that is not as it should be. */
    List<RowDifference> differences() {
        List<RowDifference> differences = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals(found.get(i))) {
                differences.add(RowDifference.at(keys.get(i), wanted.get(i), found.get(i), isTakenOver()));
            }
        }
        return differences;
    }
}
