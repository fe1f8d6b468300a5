package org.hotdesk.agi.protocol;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged under a name, down to the finest level, until closed. Thread-safe. */
public final class LogLines extends Handler implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final List<String> texts = new CopyOnWriteArrayList<>();

    private LogLines(Logger logger) {
        this.logger = logger;
        this.before = logger.getLevel();
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** Listens to a logger and those below it. */
    public static LogLines of(String name) {
        return new LogLines(Logger.getLogger(name));
    }

    /** The texts so far, with those of exceptions behind them. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public void publish(LogRecord line) {
        Throwable thrown = line.getThrown();
        texts.add(thrown == null ? line.getMessage() : line.getMessage() + " " + thrown);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
        logger.setUseParentHandlers(true);
    }
}
