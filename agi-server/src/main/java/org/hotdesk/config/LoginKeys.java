package org.hotdesk.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hotdesk.config.LoginConfig.Check;
import org.hotdesk.config.LoginConfig.Down;

/** The keys of logins, section {@code [login]}, and of what is kept of them. */
final class LoginKeys {
    static final Setting<Integer> PIN_TRIES =
            key("pin-tries", Kind.number(1, 10), "3", "Wrong PINs in one call before it is ended.");
    static final Setting<Boolean> PIN_IN_CODE = key(
            "pin-in-code",
            Kind.yesNo(),
            "false",
            "Whether *11<user>*<pin> is a code. Asterisk's console and log then show the PIN.");
    static final Setting<Integer> PIN_MIN_DIGITS = key(
            "pin-min-digits",
            Kind.number(3, 15),
            "4",
            "Fewest digits of a new PIN. It must not repeat, be in sequence, be the user's number, or be what everybody thinks of either.");
    static final Setting<Check> CHECK = key(
            "check",
            Kind.word(Check.class),
            "\"store\"",
            "What PINs are compared with: the store's own; a directory, by ldap; or the password of the user's mailbox.");
    static final Setting<Down> DIRECTORY_DOWN = key(
            "directory-down",
            Kind.parsed("refuse or last-known", text -> Stream.of(Down.values())
                    .filter(each -> each.name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-')
                            .equals(text))
                    .findFirst()),
            "\"refuse\"",
            "What becomes of a login while the directory does not answer; last-known keeps a hash of each PIN it called right.");
    static final Setting<Integer> LAST_KNOWN_HOURS = key(
            "last-known-hours",
            Kind.number(1, 720),
            "72",
            "How long after the directory called a PIN right it is taken as such.");
    static final Setting<Integer> LOCK_AFTER = key(
            "lock-after",
            Kind.number(1, 100),
            "5",
            "Wrong PINs, over all calls, after which further ones are refused unheard for a while.");
    static final Setting<Duration> LOCK = key(
            "lock-seconds", Kind.seconds(1, 86_400), "30", "How long the first time; each time after, twice as long.");
    static final Setting<Duration> LOCK_MAX = key(
            "lock-max-seconds",
            Kind.seconds(1, 86_400),
            "3600",
            "How long at most. One wrong PIN is forgotten in the same time.");

    static final Setting<Integer> KEEP_DAYS = new Setting<>(
            "ledger",
            "keep-days",
            Kind.number(0, 36_500),
            "365",
            "How long it is kept who sat where and who was refused; 0 for ever. Who sat at a desk within that time has a counter of wrong PINs of their own there.");

    /** In the order of the reference. */
    static final List<Setting<?>> ALL = List.of(
            PIN_TRIES,
            PIN_IN_CODE,
            PIN_MIN_DIGITS,
            CHECK,
            DIRECTORY_DOWN,
            LAST_KNOWN_HOURS,
            LOCK_AFTER,
            LOCK,
            LOCK_MAX,
            KEEP_DAYS);

    private LoginKeys() {}

    /** Everything that does not go together. */
    static List<Clash> clashes(ConfigAssembly.Lookup in) {
        List<Clash> clashes = new ArrayList<>();
        if (in.value(LOCK).compareTo(in.value(LOCK_MAX)) > 0) {
            clashes.add(new Clash(List.of(LOCK, LOCK_MAX), LOCK.path() + " must not be more than " + LOCK_MAX.path()));
        }
        return clashes;
    }

    private static <T> Setting<T> key(String name, Kind<T> kind, String preset, String about) {
        return new Setting<>("login", name, kind, preset, about);
    }
}
