package org.hotdesk.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A private Asterisk with Hotdesk beside it, set up as an administrator would: {@code hotdesk init}, {@code hotdesk serve},
 * and from then on {@code hotdesk} commands. Closing it leaves nothing behind. Many threads, but one at a time.
 */
public final class LiveSystem implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final Path folder;
    private final PrivateAsterisk asterisk;
    private final Companion companion;
    private final Operator operator;
    private final Path config;

    private LiveSystem(AsteriskInstallation installation, Ports ports, Clock clock) {
        folder = RunFolder.create();
        config = folder.resolve("hotdesk.toml");
        asterisk = PrivateAsterisk.prepare(installation, ports);
        companion = new Companion(config, folder.resolve("hotdesk.log"));
        operator = new Operator(config, clock);
    }

    /**
     * Sets one up and waits until Asterisk has booted and {@code hotdesk status} is content.
     *
     * @param ports gives it its ports; keep it open longer than this
     * @param files Asterisk's further files, see {@link PrivateAsterisk#start}
     * @param settings further keys of {@code hotdesk.toml}, such as {@code login.pin-in-code}
     */
    public static LiveSystem start(
            AsteriskInstallation installation,
            Ports ports,
            Clock clock,
            Map<String, String> files,
            Map<String, String> settings) {
        var system = new LiveSystem(installation, ports, clock);
        try {
            files.forEach(system.asterisk::write);
            system.init(ports, settings);
            system.asterisk.start();
            system.companion.start();
            system.operator.awaitHealthy(READY_LIMIT);
            return system;
        } catch (RuntimeException failed) {
            String log = system.companion.log();
            system.close();
            if (log.isEmpty()) {
                throw failed;
            }
            throw new DemoException(failed.getMessage() + "\nthe companion's log:\n" + log, failed);
        }
    }

    private void init(Ports ports, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("store.path", folder.resolve("store/hotdesk").toString());
        all.put("secrets.pepper-file", folder.resolve("secrets/pepper").toString());
        all.put("secrets.key-file", folder.resolve("secrets/key").toString());
        all.put("agi.listen", "127.0.0.1:" + ports.take(1));
        all.put("admin.listen", "127.0.0.1:" + ports.take(1));
        all.put("admin.token-file", folder.resolve("admin.token").toString());
        // The lab's own manager user is named hotdesk already.
        all.put("asterisk.ami-user", "companion");
        all.put("asterisk.sounds", asterisk.installation().sounds().toString());
        all.put("sip.journal", folder.resolve("locations").toString());
        all.put("sip.asterisk", "127.0.0.1:" + asterisk.sip().getPort());
        all.putAll(settings);
        List<String> words = new ArrayList<>(
                List.of("init", "--yes", "--asterisk", asterisk.configFolder().toString()));
        words.add("--asterisk-version=" + asterisk.version().split("\\.", 2)[0]);
        all.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        operator.ok(words.toArray(String[]::new));
    }

    /** The Asterisk. */
    public PrivateAsterisk asterisk() {
        return asterisk;
    }

    /** The running {@code hotdesk serve}. */
    public Companion companion() {
        return companion;
    }

    /** Somebody at a shell. */
    public Operator operator() {
        return operator;
    }

    /** Its {@code hotdesk.toml}. */
    public Path config() {
        return config;
    }

    /** Waits until {@code hotdesk status} finds nothing wrong again, after something was stopped and started. */
    public void awaitHealthy() {
        operator.awaitHealthy(READY_LIMIT);
    }

    /** Adds a device by {@code hotdesk device add} and says what a phone must be told to register as it. */
    public PhoneAccount addDevice(String number, String... options) {
        String secret = "s" + Integer.toHexString(number.hashCode()) + "-" + number;
        List<String> words = new ArrayList<>(List.of("device", "add", number, "--secret-file", "-"));
        words.addAll(List.of(options));
        operator.okWith(secret + "\n", words.toArray(String[]::new));
        return PhoneAccount.of(number, secret, asterisk.sip());
    }

    /** Adds a user by {@code hotdesk user add}. */
    public void addUser(String number, String name, String pin, String... options) {
        List<String> words = new ArrayList<>(List.of("user", "add", number, "--name", name, "--pin-file", "-"));
        words.addAll(List.of(options));
        operator.okWith(pin + "\n", words.toArray(String[]::new));
    }

    @Override
    public void close() {
        companion.close();
        asterisk.close();
        try {
            if (Files.exists(folder)) {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new DemoException("cannot remove " + folder, e);
        }
    }
}
