package org.hotdesk.store;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What holds on a file holds on a real PostgreSQL: the same tests once more. */
class PostgresTest {
    @BeforeAll
    static void server() {
        PostgresServer.running();
    }

    private static StoreConfig on(Path folder) {
        return PostgresServer.running().config(folder);
    }

    @Nested
    class Contract extends StoreContract {
        @TempDir
        Path folder;

        @Override
        Store open() {
            return Store.open(on(folder), StoreOnFile.NOON);
        }
    }

    @Nested
    class Log extends ChangeLogTest {
        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyTest {
        @Override
        int times() {
            return 300;
        }

        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    @Nested
    class Logins extends LoginsTest {
        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    @Nested
    class Phones extends PhoneBookTest {
        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    @Nested
    class Views extends VoipViewsTest {
        @Override
        StoreConfig config(Path folder) {
            return on(folder);
        }
    }

    @Nested
    class Pins extends PinsTest {
        @Override
        String stored() {
            return PostgresServer.running().dump(folder);
        }

        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    @Nested
    class Locks extends PinLocksTest {
        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    @Nested
    class TheLedger extends LedgerTest {
        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    @Nested
    class Secrets extends SecretsTest {
        @Override
        String stored() {
            return PostgresServer.running().dump(folder);
        }

        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    @Nested
    class Policies extends StoredPoliciesTest {
        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    @Nested
    class TwoPrograms extends TwoProgramsTest {
        @Override
        StoreConfig config() {
            return on(folder);
        }
    }

    /** Its other database is a file, so this is also the move from PostgreSQL to a file and back. */
    @Nested
    class Backups extends BackupTest {
        @Override
        StoreConfig config() {
            return on(folder);
        }
    }
}
