package org.hotdesk.ami.bench;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotdesk.ami.link.AstDbLink;
import org.hotdesk.astdb.AstDbKey;

/** A link that notes when Asterisk's answer to a row was last read, before anybody is told of it. Thread-safe. */
final class TimedAstDb implements AstDbLink {
    private final AstDbLink link;
    private volatile long answeredAt;

    TimedAstDb(AstDbLink link) {
        this.link = link;
    }

    /** When the last answer to a put was read, in {@link System#nanoTime}. */
    long answeredAt() {
        return answeredAt;
    }

    @Override
    public CompletableFuture<Void> put(AstDbKey key, String value) {
        return link.put(key, value).whenComplete((done, failure) -> answeredAt = System.nanoTime());
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
