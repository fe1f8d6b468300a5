package org.hotdesk.ami.mirror;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.Optional;
import org.hotdesk.store.Lease;
import org.hotdesk.store.Leases;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;

/**
 * Whether we are the companion that writes an Asterisk. Where several share a database, one of them holds the lease of each
 * Asterisk; where the database is ours alone, so is every Asterisk. Runs on the mirror's thread, but for {@link #isOurs}
 * and {@link #holder}.
 */
public final class Tenure {
    /**
     * How long the right lasts without being kept. One that died or froze is replaced after this and one {@link
     * #TRY_EVERY}, so within 7 s; a pause of the JVM or of the database is much shorter.
     */
    static final Duration LEASE = Duration.ofSeconds(6);

    /** It is kept this often: two failures in a row lose nothing. */
    static final Duration KEEP_EVERY = Duration.ofSeconds(2);

    static final Duration TRY_EVERY = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(Tenure.class.getName());

    /** A look at the database is not repeated for each of many small writes; what follows them is certain anyway. */
    private static final long FRESH_NANOS = Duration.ofMillis(200).toNanos();

    private final Leases leases;
    private final boolean shared;
    private final String server;
    private final String companion;
    private volatile Optional<Lease> lease = Optional.empty();
    private long keptAt;
    private boolean warned;
    private long heldAt;
    private long dueAt = System.nanoTime();

    /**
     * Nothing is asked before the mirror starts.
     *
     * @param server names the Asterisk in the store
     * @param companion names us among those on one database
     */
    public Tenure(Store store, String server, String companion) {
        this.leases = store.leases();
        this.shared = store.isShared();
        this.server = server;
        this.companion = companion;
    }

    String server() {
        return server;
    }

    boolean isShared() {
        return shared;
    }

    /** Whether we were the one when we looked last. */
    public boolean isOurs() {
        return !shared || lease.isPresent();
    }

    /** Who writes this Asterisk; empty when nobody does, or when there is nobody but us. May ask the database. */
    Optional<String> holder() {
        if (!shared || lease.isPresent()) {
            return lease.map(Lease::companion);
        }
        try {
            return leases.holder(server).map(Leases.Holder::companion);
        } catch (StoreException away) {
            return Optional.empty();
        }
    }

    boolean isDue() {
        return shared && System.nanoTime() - dueAt >= 0;
    }

    /**
     * Tries to get the right, or to keep it. False when it is another's, and once when it was lost in between, even if it
     * could be had again: then others may have written.
     */
    boolean tend() {
        if (!shared) {
            return true;
        }
        long now = System.nanoTime();
        try {
            Optional<Lease> taken = leases.take(server, companion, LEASE);
            boolean lost = lease.isPresent() && !taken.equals(lease);
            warnOfNamesake(lost, now);
            lease = lost ? Optional.empty() : taken;
            keptAt = now;
            heldAt = now;
        } catch (StoreException away) {
            LOG.log(DEBUG, () -> "lease not asked for server=" + server + " why=" + away.getMessage());
            loseIfOver();
        }
        dueAt = now + (lease.isPresent() ? KEEP_EVERY : TRY_EVERY).toNanos();
        return lease.isPresent();
    }

    /** Whether it is still ours, by the database. */
    boolean holds() {
        if (!shared) {
            return true;
        }
        long now = System.nanoTime();
        try {
            Optional<Lease> kept = lease.filter(leases::holds);
            warnOfNamesake(lease.isPresent() && kept.isEmpty(), now);
            lease = kept;
            heldAt = now;
        } catch (StoreException away) {
            loseIfOver(); // before its time nobody else can have got it
        }
        return lease.isPresent();
    }

    /** Whether it was ours a moment ago. */
    boolean heldOfLate() {
        return !shared || (lease.isPresent() && System.nanoTime() - heldAt < FRESH_NANOS) || holds();
    }

    /** Lets the next companion have it at once. */
    void release() {
        Optional<Lease> before = lease;
        lease = Optional.empty();
        try {
            before.ifPresent(leases::release);
        } catch (StoreException away) {
            LOG.log(DEBUG, () -> "lease not released, it ends by itself server=" + server);
        }
    }

    /** Before its time nobody but a companion of the same name gets the lease. */
    private void warnOfNamesake(boolean lost, long now) {
        if (lost && now - keptAt < LEASE.toNanos() && !warned) {
            warned = true;
            LOG.log(
                    ERROR,
                    () -> "lease taken away before its time server=" + server + " companion=" + companion
                            + ": is another companion on this database called so too? Give each its own store.companion");
        }
    }

    private void loseIfOver() {
        if (System.nanoTime() - keptAt >= LEASE.toNanos()) {
            lease = Optional.empty();
        }
    }
}
