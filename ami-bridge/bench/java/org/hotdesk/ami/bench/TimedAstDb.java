package org.hotdesk.ami.bench;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.hotdesk.ami.link.AstDbLink;
import org.hotdesk.astdb.AstDbKey;

/** A link that notes when Asterisk's answer to a put was last read, before anybody is told of it. Thread-safe. */
final class TimedAstDb implements AstDbLink {
    private final AstDbLink link;
    private final AtomicLong answeredAt;

    /** @param answeredAt gets the time, in {@link System#nanoTime} */
    TimedAstDb(AstDbLink link, AtomicLong answeredAt) {
        this.link = link;
        this.answeredAt = answeredAt;
    }

    @Override
    public CompletableFuture<Void> put(AstDbKey key, String value) {
        return link.put(key, value).whenComplete((done, failure) -> answeredAt.set(System.nanoTime()));
    }

    @Override
    public CompletableFuture<Boolean> del(AstDbKey key) {
        return link.del(key);
    }

    @Override
    public void together(Runnable giving) {
        link.together(giving);
    }

    @Override
    public boolean hasRoom(int actions) {
        return link.hasRoom(actions);
    }

    @Override
    public CompletableFuture<Optional<String>> get(AstDbKey key) {
        return link.get(key);
    }
}
