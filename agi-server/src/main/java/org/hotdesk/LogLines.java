package org.hotdesk;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.hotdesk.config.HotdeskConfig.LogLevel;

/**
 * Log lines in Asterisk's shape, so that the eyes and the filters that read Asterisk's log read ours:
 * {@code [2026-11-20 17:45:12] NOTICE[23] Store: text}. Whatever the text holds, a line stays one line.
 */
final class LogLines extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    LogLines(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String format(LogRecord line) {
        var text = new StringBuilder("[")
                .append(TIME.format(line.getInstant().atZone(zone)))
                .append("] ")
                .append(level(line.getLevel()))
                .append('[')
                .append(line.getLongThreadID())
                .append("] ")
                .append(place(String.valueOf(line.getLoggerName())))
                .append(": ");
        appendPrintable(text, formatMessage(line));
        text.append('\n');
        Throwable cause = line.getThrown();
        if (cause != null) {
            var trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            trace.toString().lines().forEach(each -> {
                appendPrintable(text.append("    "), each);
                text.append('\n');
            });
        }
        return text.toString();
    }

    private static LogLevel level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return LogLevel.ERROR;
        }
        if (value >= Level.WARNING.intValue()) {
            return LogLevel.WARNING;
        }
        if (value >= Level.INFO.intValue()) {
            return LogLevel.NOTICE;
        }
        return value >= Level.FINE.intValue() ? LogLevel.DEBUG : LogLevel.VERBOSE;
    }

    private static String place(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    /** A control character in data could feign a line of its own or drive a terminal, so it is shown and not sent. */
    private static void appendPrintable(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f)) {
                out.append(c);
            } else if (c == '\t') {
                out.append("    ");
            } else {
                out.append("\\x%02x".formatted((int) c));
            }
        }
    }
}
