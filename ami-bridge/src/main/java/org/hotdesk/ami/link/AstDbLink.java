package org.hotdesk.ami.link;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotdesk.astdb.AstDbKey;

/**
 * Reads and writes Asterisk's astdb. Actions are carried out in the order in which they were given; each future completes
 * when Asterisk has answered, in the same order. Nothing needs to be flushed: actions travel at once when the link is
 * idle and in batches when it is not.
 *
 * <p>A caller waits while the window is full, but for callers on the link's own thread (a dependent of one of these
 * futures), who never wait. Dependents must not block: the next reply waits behind them. Every failure is an {@link
 * AmiException} in the future. Thread-safe.
 */
public interface AstDbLink {
    /** Stores a value of at most 1,017 bytes in UTF-8, which must not begin with a blank (Asterisk would drop it). */
    CompletableFuture<Void> put(AstDbKey key, String value);

    /** Deletes a key; true when there was one. Asterisk logs a warning each time when there was none. */
    CompletableFuture<Boolean> del(AstDbKey key);

    /** Has what is given meanwhile travel together, which is less to do for Asterisk and for us. For a few actions. */
    void together(Runnable giving);

    /** Whether so many actions can be given now without waiting, if nobody else gives some; not when the link is down. */
    boolean hasRoom(int actions);

    /** The raw value: {@code none} is {@code none}, trailing blanks are kept; empty when there is no such key. */
    CompletableFuture<Optional<String>> get(AstDbKey key);
}
