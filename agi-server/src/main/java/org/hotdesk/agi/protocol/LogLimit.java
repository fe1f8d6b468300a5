package org.hotdesk.agi.protocol;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Writes at most one line a second for each kind of trouble and each source of it; what came in between is counted in
 * the next line. So a peer that floods us cannot flood the log. Thread-safe.
 */
public final class LogLimit {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int KEYS_MAX = 1_024;

    private final Logger log;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<Key, Window> windows = new ConcurrentHashMap<>();

    private record Key(Level level, String kind, String source) {}

    private static final class Window {
        private long end;
        private long unsaid;
    }

    public LogLimit(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /** Says it now, or counts it when the same was said within the last second. */
    public void say(Level level, String kind, String source) {
        say(level, kind, source, "");
    }

    /** As above, with {@code key=value} pairs that hold nothing a peer sent. */
    public void say(Level level, String kind, String source, String detail) {
        var key = new Key(level, kind, source);
        if (windows.size() >= KEYS_MAX && !windows.containsKey(key)) {
            key = new Key(level, kind, "others");
        }
        Window window = windows.computeIfAbsent(key, k -> new Window());
        long count;
        synchronized (window) {
            long now = nanos.getAsLong();
            if (window.end != 0 && now - window.end < 0) {
                window.unsaid++;
                return;
            }
            count = window.unsaid + 1;
            window.unsaid = 0;
            window.end = now + PERIOD_NANOS;
        }
        write(key, count, detail);
    }

    /** Says what was only counted, once its second is over, and forgets sources that have gone quiet. */
    public void flush() {
        long now = nanos.getAsLong();
        windows.forEach((key, window) -> {
            long count;
            synchronized (window) {
                if (now - window.end < 0) {
                    return;
                }
                count = window.unsaid;
                window.unsaid = 0;
                if (count == 0) {
                    windows.remove(key, window);
                    return;
                }
                window.end = now + PERIOD_NANOS;
            }
            write(key, count, "");
        });
    }

    private void write(Key key, long count, String detail) {
        log.log(
                key.level,
                () -> "agi " + key.kind + " source=" + key.source + " count=" + count
                        + (detail.isEmpty() ? "" : " " + detail));
    }
}
