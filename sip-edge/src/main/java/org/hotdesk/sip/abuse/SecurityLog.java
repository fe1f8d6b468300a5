package org.hotdesk.sip.abuse;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hotdesk.sip.transport.SourceKey;

/**
 * The lines that fail2ban's filter for Asterisk reads: one a second at most for each source and kind of failure, with the
 * count of those in between, and not more than a number of lines a second in all. What a peer chose stands in them only
 * as far as it is letters, digits and a few signs. One owner thread.
 */
final class SecurityLog {
    private static final int WINDOWS = 4_096;
    private static final int LINES_PER_SECOND = 100;
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LONGEST_USER = 32;

    /** A source and kind that was written of within the last second. */
    private static final class Window {
        private final long source;
        private final Failure why;
        private final InetSocketAddress remote;
        private long end;
        private String user;
        private long unsaid;

        Window(long source, Failure why, InetSocketAddress remote, String user) {
            this.source = source;
            this.why = why;
            this.remote = remote;
            this.user = user;
        }
    }

    private final System.Logger log;
    private final Optional<Window>[] windows = none();
    private final Budget budget = Budget.perSecond(LINES_PER_SECOND, LINES_PER_SECOND);
    private long lines;
    private long suppressed;
    private long lastFlush;

    SecurityLog(System.Logger log) {
        this.log = log;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<Window>[] none() {
        Optional<Window>[] windows = new Optional[WINDOWS];
        Arrays.fill(windows, Optional.empty());
        return windows;
    }

    void failed(InetSocketAddress remote, Failure why, String user, long now) {
        long source = SourceKey.of(remote.getAddress());
        int place = (int) Mix.of(source + why.text().hashCode()) & (WINDOWS - 1);
        Window window = windows[place].orElse(null);
        boolean same = window != null && window.source == source && window.why == why;
        if (window != null && now < window.end) {
            if (same) {
                window.unsaid++;
                window.user = user;
            } else {
                suppressed++;
            }
            return;
        }
        long before = window == null ? 0 : window.unsaid;
        if (window != null && !same && before > 0) {
            say(window, before, now);
        }
        var fresh = new Window(source, why, remote, user);
        fresh.end = now + PERIOD_NANOS;
        windows[place] = Optional.of(fresh);
        say(fresh, same ? before + 1 : 1, now);
    }

    /** Says what was only counted, once its second is over. */
    void flush(long now) {
        if (now - lastFlush < PERIOD_NANOS) {
            return;
        }
        lastFlush = now;
        for (int i = 0; i < WINDOWS; i++) {
            Window window = windows[i].orElse(null);
            if (window == null || now < window.end) {
                continue;
            }
            if (window.unsaid == 0) {
                windows[i] = Optional.empty();
            } else {
                say(window, window.unsaid, now);
                window.unsaid = 0;
                window.end = now + PERIOD_NANOS;
            }
        }
        if (suppressed > 0) {
            long count = suppressed;
            suppressed = 0;
            log.log(WARNING, () -> "more failures than lines, not written count=" + count);
        }
    }

    private void say(Window window, long count, long now) {
        if (!budget.fits(lines, now)) {
            suppressed += count;
            return;
        }
        lines = budget.add(lines, now);
        String line = line(window.remote, window.why, window.user, count);
        log.log(INFO, () -> line);
    }

    /** In the words of Asterisk's chan_sip; the count stands where any text may. */
    static String line(InetSocketAddress remote, Failure why, String user, long count) {
        return "Registration from '" + printable(user) + (count > 1 ? " (" + count + " times)" : "") + "' failed for '"
                + host(remote.getAddress()) + ":" + remote.getPort() + "' - " + why.text();
    }

    void banned(long source, Failure why, int times, Duration span) {
        String line =
                "banned source=" + range(source) + " seconds=" + span.toSeconds() + " times=" + times + " why=" + why;
        log.log(WARNING, () -> line);
    }

    void pardoned(long source) {
        String line = "pardoned source=" + range(source);
        log.log(INFO, () -> line);
    }

    private static String host(InetAddress address) {
        return address instanceof Inet6Address ? "[" + bare(address) + "]" : bare(address);
    }

    private static String range(long source) {
        InetAddress address = SourceKey.address(source);
        return bare(address) + (address instanceof Inet6Address ? "/64" : "");
    }

    /** Without the zone, which is a name of this machine's. */
    private static String bare(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static String printable(String user) {
        var out = new StringBuilder();
        for (int i = 0; i < user.length() && out.length() < LONGEST_USER; i++) {
            char c = user.charAt(i);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            out.append(plain || "+-._*#@".indexOf(c) >= 0 ? c : '?');
        }
        return out.toString();
    }
}
