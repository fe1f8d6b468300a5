package org.hotdesk.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hotdesk.store.StoreProbe;

/** The database: there, of this version, with room, and with the same clock. */
final class StoreChecks {
    /** Below so many bytes the daemon will soon stop. */
    static final long ROOM_LEAST = 100_000_000;

    private static final long ROOM_GOOD = 1_000_000_000;
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    private StoreChecks() {}

    static List<Finding> of(StoreProbe.Look look, boolean daemonRuns, Instant now) {
        List<Finding> findings = new ArrayList<>();
        look.fault()
                .ifPresentOrElse(
                        fault -> findings.add(Finding.fail("database", fault, mend(look, daemonRuns))),
                        () -> findings.add(version(look, daemonRuns)));
        look.clock().ifPresent(clock -> {
            Duration apart = Duration.between(clock, now).abs();
            findings.add(
                    apart.compareTo(CLOCKS_APART) > 0
                            ? Finding.warn(
                                    "clock",
                                    "the database's clock is " + apart.toSeconds() + " s off this machine's",
                                    "timedatectl set-ntp true, on both machines")
                            : Finding.ok("clock", "the database has the same time"));
        });
        return findings;
    }

    private static Finding version(StoreProbe.Look look, boolean daemonRuns) {
        if (look.pending() > 0) {
            return Finding.warn(
                    "database",
                    "its schema is older than this program, by " + look.pending() + " versions",
                    daemonRuns ? "restart the daemon, which is older too" : "hotdesk serve brings it up to date");
        }
        return look.held()
                ? Finding.ok("database", "the daemon has it open")
                : Finding.ok("database", "can be opened, schema version " + look.version());
    }

    private static String mend(StoreProbe.Look look, boolean daemonRuns) {
        if (look.missing()) {
            return "hotdesk serve makes it; or put store.path right, or restore a backup: hotdesk restore FILE";
        }
        return daemonRuns
                ? "hotdesk status"
                : "put store.path or store.url right; restore a backup: hotdesk restore FILE";
    }

    /** @param bytes left on the disk with the database */
    static Finding room(long bytes, String where) {
        String text = bytes / 1_000_000 + " MB are left where " + where + " is";
        if (bytes < ROOM_LEAST) {
            return Finding.fail("disk space", text, "df -h " + where + "; free some, or the daemon stops storing");
        }
        return bytes < ROOM_GOOD
                ? Finding.warn("disk space", text, "df -h " + where + "; free some soon")
                : Finding.ok("disk space", text);
    }
}
