package org.hotdesk.config;

/**
 * One thing wrong in the configuration.
 *
 * @param place the file and line, as in {@code /etc/hotdesk/hotdesk.toml:12}
 * @param what the key, what stands there, and what may
 */
public record ConfigProblem(String place, String what) {
    @Override
    public String toString() {
        return place + ": " + what;
    }
}
