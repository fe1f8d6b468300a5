package org.hotdesk.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hotdesk.chaos.AmiRelay.Line;
import org.hotdesk.demo.Companion;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.store.PostgresServer;

/** Something that goes wrong, and is over when {@link #strike} returns, as far as people would put it right. */
enum Fault {
    COMPANION_KILLED {
        @Override
        void strike(ChaosSystem system, Random dice) {
            Companion companion = one(system.companions(), dice).process();
            companion.kill();
            last(dice, 600);
            companion.start();
        }
    },
    COMPANION_FROZEN {
        @Override
        void strike(ChaosSystem system, Random dice) {
            Companion companion = one(system.companions(), dice).process();
            companion.freeze();
            // Where another one could take over, some times longer than it waits for that.
            last(dice, system.database().isPresent() && dice.nextInt(3) == 0 ? 12_000 : 2_000);
            companion.thaw();
        }
    },
    ASTERISK_KILLED {
        @Override
        void strike(ChaosSystem system, Random dice) {
            PrivateAsterisk asterisk = one(system.asterisks(), dice).process();
            asterisk.kill();
            last(dice, 1_000);
            asterisk.start();
        }
    },
    ASTERISK_RESTARTED {
        @Override
        void strike(ChaosSystem system, Random dice) {
            one(system.asterisks(), dice).process().restart();
        }
    },
    ASTERISK_FROZEN {
        @Override
        void strike(ChaosSystem system, Random dice) {
            PrivateAsterisk asterisk = one(system.asterisks(), dice).process();
            asterisk.freeze();
            last(dice, 2_000);
            asterisk.thaw();
        }
    },
    LINE_CUT {
        @Override
        void strike(ChaosSystem system, Random dice) {
            line(system, dice).cut();
        }
    },
    LINE_SLOW {
        @Override
        void strike(ChaosSystem system, Random dice) {
            goesBad(line(system, dice), Line.SLOW, dice, 2_000);
        }
    },
    LINE_HALF_OPEN {
        @Override
        void strike(ChaosSystem system, Random dice) {
            AmiRelay line = line(system, dice);
            goesBad(line, Line.SILENT, dice, 3_000);
            // What was swallowed never comes: either the companion has noticed by now, or the connection ends here.
            line.cut();
        }
    },
    LINE_GARBLED {
        @Override
        void strike(ChaosSystem system, Random dice) {
            AmiRelay line = line(system, dice);
            goesBad(line, Line.GARBLED, dice, 1_000);
            line.cut();
        }
    },
    DISK_FULL {
        @Override
        boolean isPossible(ChaosSystem system) {
            return system.disk().isPresent();
        }

        @Override
        void strike(ChaosSystem system, Random dice) throws IOException {
            SmallDisk disk = system.disk().orElseThrow();
            disk.fill();
            last(dice, 2_000);
            disk.free();
        }
    },
    DATABASE_KILLED {
        @Override
        boolean isPossible(ChaosSystem system) {
            return system.database().isPresent();
        }

        @Override
        void strike(ChaosSystem system, Random dice) throws IOException {
            PostgresServer server = system.database().orElseThrow();
            try {
                server.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while PostgreSQL ended", e);
            }
            last(dice, 500);
            server.start();
        }
    },
    ROWS_CHANGED {
        @Override
        void strike(ChaosSystem system, Random dice) {
            String device = ChaosSystem.device(dice.nextInt(2 * ChaosSystem.LANES));
            String user = ChaosSystem.user(dice.nextInt(ChaosSystem.LANES));
            List<String> deeds = List.of(
                    "database put DEVICE " + device + "/user 299",
                    "database put AMPUSER " + user + "/device 1001&1099",
                    "database del AMPUSER " + user + "/cidname",
                    "database deltree DEVICE/" + device,
                    "database put DND " + user + " YES",
                    "database del DND " + user,
                    "database put CF " + user + " 0301234");
            one(system.asterisks(), dice).process().cli(one(deeds, dice));
        }
    };

    abstract void strike(ChaosSystem system, Random dice) throws IOException;

    /** Whether it can strike such a system. */
    boolean isPossible(ChaosSystem system) {
        return true;
    }

    /** As the report calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> T one(List<T> all, Random dice) {
        return all.get(dice.nextInt(all.size()));
    }

    private static AmiRelay line(ChaosSystem system, Random dice) {
        return one(one(system.companions(), dice).lines(), dice);
    }

    private static void goesBad(AmiRelay line, Line kind, Random dice, int longest) {
        line.is(kind);
        last(dice, longest);
        line.is(Line.GOOD);
    }

    private static void last(Random dice, int longestMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.nextInt(longestMillis)));
    }
}
