package org.hotdesk.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hotdesk.chaos.AmiRelay.Line;

/** Something that goes wrong, and is over when {@link #strike} returns, as far as people would put it right. */
enum Fault {
    COMPANION_KILLED {
        @Override
        void strike(ChaosSystem system, Random dice) {
            system.companion().kill();
            last(dice, 600);
            system.companion().start();
        }
    },
    COMPANION_FROZEN {
        @Override
        void strike(ChaosSystem system, Random dice) {
            system.companion().freeze();
            last(dice, 2_000);
            system.companion().thaw();
        }
    },
    ASTERISK_KILLED {
        @Override
        void strike(ChaosSystem system, Random dice) {
            system.asterisk().kill();
            last(dice, 1_000);
            system.asterisk().start();
        }
    },
    ASTERISK_RESTARTED {
        @Override
        void strike(ChaosSystem system, Random dice) {
            system.asterisk().restart();
        }
    },
    ASTERISK_FROZEN {
        @Override
        void strike(ChaosSystem system, Random dice) {
            system.asterisk().freeze();
            last(dice, 2_000);
            system.asterisk().thaw();
        }
    },
    LINE_CUT {
        @Override
        void strike(ChaosSystem system, Random dice) {
            system.line().cut();
        }
    },
    LINE_SLOW {
        @Override
        void strike(ChaosSystem system, Random dice) {
            badLine(system, Line.SLOW, dice, 2_000);
        }
    },
    LINE_HALF_OPEN {
        @Override
        void strike(ChaosSystem system, Random dice) {
            badLine(system, Line.SILENT, dice, 3_000);
            // What was swallowed never comes: either the companion has noticed by now, or the connection ends here.
            system.line().cut();
        }
    },
    LINE_GARBLED {
        @Override
        void strike(ChaosSystem system, Random dice) {
            badLine(system, Line.GARBLED, dice, 1_000);
            system.line().cut();
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
            system.asterisk().cli(deeds.get(dice.nextInt(deeds.size())));
        }
    };

    abstract void strike(ChaosSystem system, Random dice);

    /** As the report calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void badLine(ChaosSystem system, Line kind, Random dice, int longest) {
        system.line().is(kind);
        last(dice, longest);
        system.line().is(Line.GOOD);
    }

    private static void last(Random dice, int longestMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.nextInt(longestMillis)));
    }
}
