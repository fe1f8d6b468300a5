package org.hotdesk.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.store.StoreProbe;

/** The unit for systemd, with the paths of a configuration in it. */
public final class Unit {
    private Unit() {}

    /**
     * The text of {@code hotdesk.service}.
     *
     * @param command what starts this program
     * @param user whose the daemon is: Asterisk's own account
     */
    public static String text(HotdeskConfig config, Path configFile, String command, String user) {
        var written = new TreeSet<Path>();
        StoreProbe.file(config.store()).flatMap(Unit::folder).ifPresent(written::add);
        folder(config.store().pepperFile()).ifPresent(written::add);
        folder(config.store().keyFile()).ifPresent(written::add);
        folder(config.admin().tokenFile()).ifPresent(written::add);
        config.sip().flatMap(sip -> folder(sip.journal())).ifPresent(written::add);
        for (HotdeskConfig.Asterisk asterisk : config.asterisks()) {
            asterisk.configFolder().ifPresent(folder -> {
                written.add(folder.resolve("hotdesk"));
                written.add(asterisk.voicemailSpool());
            });
        }
        var paths = new StringBuilder();
        written.forEach(path -> paths.append("ReadWritePaths=-").append(path).append('\n'));
        return template()
                .replace("@COMMAND@", command)
                .replace("@CONFIG@", configFile.toString())
                .replace("@USER@", user)
                .replace("@PATHS@\n", paths);
    }

    private static Optional<Path> folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent());
    }

    private static String template() {
        try (InputStream in = Unit.class.getResourceAsStream("hotdesk.service")) {
            if (in == null) {
                throw new IllegalStateException("hotdesk.service is not in the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
