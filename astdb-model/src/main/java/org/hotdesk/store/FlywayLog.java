package org.hotdesk.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Flyway's log lines as ours, all for who looks for them: that the schema is up to date is no news, its remark on an H2
 * newer than it knows is answered by our own tests, and what fails is thrown as well. Public because Flyway makes it by
 * name.
 */
public final class FlywayLog implements LogCreator {
    @Override
    public Log createLogger(Class<?> from) {
        return new Lines(System.getLogger(Store.class.getPackageName() + ".flyway"));
    }

    private record Lines(Logger log) implements Log {
        @Override
        public boolean isDebugEnabled() {
            return log.isLoggable(Level.TRACE);
        }

        @Override
        public void debug(String message) {
            log.log(Level.TRACE, () -> message);
        }

        @Override
        public void info(String message) {
            log.log(Level.DEBUG, () -> message);
        }

        @Override
        public void warn(String message) {
            log.log(Level.DEBUG, () -> message);
        }

        @Override
        public void error(String message) {
            log.log(Level.DEBUG, () -> message);
        }

        @Override
        public void error(String message, Exception cause) {
            log.log(Level.DEBUG, () -> message, cause);
        }

        @Override
        public void notice(String message) {
            log.log(Level.DEBUG, () -> message);
        }
    }
}
