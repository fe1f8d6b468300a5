package org.hotdesk;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.hotdesk.config.HotdeskConfig.LogLevel;

/**
 * What the process logs, and how: one handler, to standard error, which the service manager collects. Libraries that log
 * by slf4j come out here too.
 */
final class Logging {
    private static final Map<String, Level> LIBRARIES = Map.of(
            "com.zaxxer.hikari", Level.SEVERE, // what fails, the store says itself, in one line
            "org.flywaydb", Level.SEVERE,
            "org.jdbi", Level.WARNING,
            // It warns of each field of each event that it does not know: noise with every release of Asterisk.
            "org.asteriskjava", Level.SEVERE,
            // Its words hold raw bytes of the peer; the AMI wrapper says what broke in a line of ours.
            "org.asteriskjava.manager", Level.OFF,
            "org.reflections", Level.SEVERE,
            "com.sun.net.httpserver", Level.WARNING,
            "sun.net.httpserver", Level.WARNING);

    // Held, since the log manager forgets a logger that nobody holds.
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    private Logging() {}

    /** For a command, which says itself in one line what went wrong: libraries say nothing, and we only what is a fault of ours. */
    static void forCommand(PrintStream stream, ZoneId zone) {
        to(stream, LogLevel.ERROR, zone);
        POOL.setLevel(Level.OFF);
    }

    /** Logs to this stream from now on. */
    static void to(PrintStream stream, LogLevel least, ZoneId zone) {
        POOL.setLevel(null); // as the root has it
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler lines = new Flushing(stream, zone);
        lines.setLevel(Level.ALL);
        lines.setFilter(Logging::isWorthALine);
        root.addHandler(lines);
        root.setLevel(level(least));
    }

    private static boolean isWorthALine(LogRecord line) {
        String logger = String.valueOf(line.getLoggerName());
        return LIBRARIES.entrySet().stream()
                .filter(library -> logger.startsWith(library.getKey()))
                .allMatch(library ->
                        line.getLevel().intValue() >= library.getValue().intValue());
    }

    private static Level level(LogLevel least) {
        return switch (least) {
            case ERROR -> Level.SEVERE;
            case WARNING -> Level.WARNING;
            case NOTICE -> Level.INFO;
            case DEBUG -> Level.FINE;
            case VERBOSE -> Level.ALL;
        };
    }

    /** Each line is out when it is logged, and the stream stays open. */
    private static final class Flushing extends StreamHandler {
        Flushing(PrintStream stream, ZoneId zone) {
            super(stream, new LogLines(zone));
        }

        @Override
        public synchronized void publish(LogRecord line) {
            super.publish(line);
            flush();
        }

        @Override
        public synchronized void close() {
            flush();
        }
    }

    /** Keeps its handlers until the process has ended, where Java's own takes them away first and loses our last lines. */
    public static final class UntilTheEnd extends LogManager {
        @Override
        public void reset() {
            // Nothing: the handlers stay.
        }
    }
}
