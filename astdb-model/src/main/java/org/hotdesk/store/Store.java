package org.hotdesk.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;

/**
 * The truth about devices, users and who sits where. What a method that writes has returned is on disk; a lookup by
 * {@link #floor()} touches neither disk nor lock. Thread-safe.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Store.class.getName());

    private final Database database;
    private final Commits commits;
    private final Logins logins;
    private final Directory directory;
    private final StoredPolicies policies;
    private final Pins pins;
    private final PinLocks locks;
    private final Ledger ledger;
    private final Secrets secrets;
    private final PhoneBook phones;
    private final ChangeLog changes;
    private final Leases leases;
    private final Backups backups;
    private final Optional<Follower> follower;
    private final Optional<Upkeep> upkeep;
    private final Intake intake;
    private final Bulk bulk;
    private final Optional<KamailioContacts> kamailio;

    private Store(Database database, StoreConfig config, Clock clock) {
        this.database = database;
        KeyRing ring = KeyRing.open(config.keyFile(), database.read(SecretTable::isUsed));
        PinHash hash = PinHash.open(config.pepperFile(), !database.read(PinTable::isEmpty));
        this.commits = new Commits(database, clock);
        this.logins = new Logins(commits);
        this.directory = new Directory(database, commits);
        this.policies = new StoredPolicies(commits);
        this.pins = new Pins(database, commits, hash, config.mirrorPins() ? Optional.of(ring) : Optional.empty());
        this.locks = new PinLocks(database, commits);
        this.ledger = new Ledger(database, commits);
        this.secrets = new Secrets(database, commits, ring, config);
        this.phones = new PhoneBook(database, commits, ring);
        this.changes = new ChangeLog(database, commits, clock);
        this.leases = new Leases(database, commits);
        this.backups = new Backups(database, commits, ring, hash, config, secrets);
        this.intake = new Intake(commits, pins, secrets);
        this.bulk = new Bulk(database, commits, pins, secrets);
        warnOfOtherPepper(hash);
        settleSecrets(config.clear());
        if (config.mirrorPins()) {
            LOG.log(
                    Level.WARNING,
                    () -> "compat mirror_pins=true: PINs stand in clear in astdb, for all to read there");
        } else {
            forgetMirroredPins();
        }
        this.kamailio = database.isShared() ? Optional.of(new KamailioContacts(database)) : Optional.empty();
        this.follower = database.isShared() ? Optional.of(new Follower(commits)) : Optional.empty();
        this.upkeep = database.isShared() ? Optional.empty() : Optional.of(new Upkeep(database));
    }

    /** Opens the database, making and updating it as needed; throws {@link StoreException} with what to do. */
    public static Store open(StoreConfig config, Clock clock) {
        return open(config, clock, FileLayer.ASYNC);
    }

    /** As {@link #open(StoreConfig, Clock)}, for tests, which put a layer of theirs below the file. */
    static Store open(StoreConfig config, Clock clock, FileLayer layer) {
        Database database = Database.open(config, layer);
        try {
            return new Store(database, config, clock);
        } catch (RuntimeException broken) {
            database.close();
            throw broken;
        }
    }

    /** Everything as the newest commit on disk left it. Never blocks. */
    public Floor floor() {
        return commits.newest().floor();
    }

    public Logins logins() {
        return logins;
    }

    public Directory directory() {
        return directory;
    }

    /** Groups, their members and what policies are set; {@link #floor()} has them. */
    public StoredPolicies policies() {
        return policies;
    }

    public Pins pins() {
        return pins;
    }

    /** How many wrong PINs there were, and whom that locks. */
    public PinLocks locks() {
        return locks;
    }

    /** How many sessions began and ended here. */
    public Tally tally() {
        return commits.tally();
    }

    /** Who sat where, and who was refused. */
    public Ledger ledger() {
        return ledger;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** Hard phones and what is on them; {@link #floor()} has none of it. */
    public PhoneBook phones() {
        return phones;
    }

    /** Commits something that changes nothing; returns once it is on disk, and throws {@link StoreException} when it cannot be. */
    public void proveWritable() {
        commits.prove();
    }

    /** Takes over whole floors from elsewhere. */
    public Intake intake() {
        return intake;
    }

    /** Takes many people, mailboxes, users, devices, aliases and phones at once. */
    public Bulk bulk() {
        return bulk;
    }

    public ChangeLog changes() {
        return changes;
    }

    public Leases leases() {
        return leases;
    }

    public Backups backups() {
        return backups;
    }

    /** What Kamailio keeps in our database; only a PostgreSQL has it. */
    public Optional<KamailioContacts> kamailio() {
        return kamailio;
    }

    /** Whether other companions may be on the same database; false for a file, which is ours alone. */
    public boolean isShared() {
        return database.isShared();
    }

    /**
     * Why the database cannot be asked now; empty while it can. Meanwhile {@link #floor()} answers, and all that reads or
     * writes the database is refused with {@link StoreException}. Ends by itself.
     */
    public Optional<String> trouble() {
        return database.trouble();
    }

    /** Tells the listener of the commits from now on, those of other companions included. */
    public void onCommit(CommitListener listener) {
        commits.onCommit(listener);
    }

    /**
     * Takes over what other programs on the same database have committed; {@link #floor()} has it afterwards. A shared
     * store does it by itself, 250 ms after such a commit at the latest.
     */
    public void refresh() {
        commits.refresh();
    }

    /** The floor as the database has it; for tests, which compare it with {@link #floor()}. */
    Floor loadAgain() {
        return database.transaction(handle -> {
            ChangeTable.lockHead(handle);
            return FloorTables.load(handle);
        });
    }

    /** What happens every few seconds anyway; for tests, which do not wait for that. */
    boolean tidy() {
        return database.tidy();
    }

    @Override
    public void close() {
        follower.ifPresent(Follower::close);
        upkeep.ifPresent(Upkeep::close);
        ledger.close();
        database.close();
    }

    private void settleSecrets(StoreConfig.InClear clear) {
        if (clear.mailboxPasswords()) {
            warnOfClear("clear-mailbox-passwords", "mailbox passwords stand");
        }
        if (clear.ha1()) {
            warnOfClear("clear-ha1", "what SIP secrets are checked with stands");
        }
        if (database.isShared()) {
            commits.maintain(handle -> secrets.settle(handle, commits.now()));
        }
    }

    private static void warnOfClear(String key, String what) {
        LOG.log(
                Level.WARNING,
                () -> "voip " + key + "=true: " + what
                        + " in clear in the database, for all to read there and in backups");
    }

    private void warnOfOtherPepper(PinHash hash) {
        long lost = database.read(handle -> PinTable.countOfOtherPeppers(handle, hash.pepperId()));
        if (lost > 0) {
            LOG.log(
                    Level.ERROR,
                    () -> "pins=" + lost + " were hashed with another pepper file and will be refused: "
                            + "put that file back, or set these PINs again");
        }
    }

    /** Compatibility mode was switched off: the copies go, and with them the rows in astdb. */
    private void forgetMirroredPins() {
        List<UserNumber> users = database.read(PinTable::mirrored);
        if (!users.isEmpty()) {
            commits.write((draft, handle) -> {
                PinTable.forgetMirrored(handle);
                users.forEach(draft.changes()::gained);
                return seq -> seq;
            });
        }
    }
}
