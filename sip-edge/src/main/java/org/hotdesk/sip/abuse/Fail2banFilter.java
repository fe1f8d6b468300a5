package org.hotdesk.sip.abuse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The filter by which fail2ban reads our log. Thread-safe. */
public final class Fail2banFilter {
    private static final String FILE = "hotdesk-edge.conf";

    private Fail2banFilter() {}

    /** The text of the file that belongs into {@code /etc/fail2ban/filter.d/}. */
    public static String text() {
        try (InputStream in = Fail2banFilter.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
