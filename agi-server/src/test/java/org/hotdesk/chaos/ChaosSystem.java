package org.hotdesk.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hotdesk.agi.script.ScriptedPhone;
import org.hotdesk.demo.AsteriskInstallation;
import org.hotdesk.demo.Companion;
import org.hotdesk.demo.Operator;
import org.hotdesk.demo.Ports;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.sip.watch.SipAccount;
import org.hotdesk.sip.watch.WatchPhone;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;

/**
 * A real Asterisk, a companion as a process of its own with its store on a small disk, and a bad line between them. There
 * are twice as many phones as people; half of the phones are registered, so that lamps differ. Thread-safe.
 */
final class ChaosSystem implements AutoCloseable {
    /** Threads of the storm, people, and half the phones. */
    static final int LANES = 6;

    static final String CONTEXT = "default";

    /** What users are called at first. */
    static final String FIRST_NAME = "Person";

    private static final String PIN = "4711";
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Path folder;
    private final SmallDisk disk;
    private final PrivateAsterisk asterisk;
    private final AmiRelay line;
    private final Companion companion;
    private final Operator operator;
    private final AdminCaller admin;
    private final InetSocketAddress agi;

    private ChaosSystem(AsteriskInstallation installation, Ports ports, Path folder, long seed) throws IOException {
        this.folder = folder;
        Path config = folder.resolve("hotdesk.toml");
        try {
            Path store = Files.createDirectory(folder.resolve("store"));
            disk = opened(SmallDisk.over(store));
            asterisk = opened(PrivateAsterisk.prepare(installation, ports));
            int relay = ports.take(1);
            line = opened(AmiRelay.start(relay, asterisk.ami().address(), seed));
            companion = opened(new Companion(disk.besideLine(), config, folder.resolve("hotdesk.log")));
            operator = new Operator(config, Clock.systemUTC());
            int adminPort = ports.take(1);
            admin = new AdminCaller(adminPort, folder.resolve("admin.token"));
            agi = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.take(1));
            init(Map.of(
                    "store.path",
                    store.resolve("hotdesk").toString(),
                    "agi.listen",
                    "127.0.0.1:" + agi.getPort(),
                    "admin.listen",
                    "127.0.0.1:" + adminPort,
                    "asterisk.ami-port",
                    Integer.toString(relay)));
            asterisk.start();
            companion.start();
            operator.awaitHealthy(READY_LIMIT);
            people();
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /**
     * Starts all of it.
     *
     * @param ports keep them open longer than this
     * @param folder empty, and removed by whoever made it
     */
    static ChaosSystem start(AsteriskInstallation installation, Ports ports, Path folder, long seed)
            throws IOException {
        return new ChaosSystem(installation, ports, folder, seed);
    }

    private void init(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("secrets.pepper-file", folder.resolve("secrets/pepper").toString());
        all.put("secrets.key-file", folder.resolve("secrets/key").toString());
        all.put("admin.token-file", folder.resolve("admin.token").toString());
        all.put("asterisk.ami-user", "companion");
        all.put("asterisk.sounds", asterisk.installation().sounds().toString());
        List<String> words = new ArrayList<>(
                List.of("init", "--yes", "--asterisk", asterisk.configFolder().toString()));
        words.add("--asterisk-version=" + asterisk.version().split("\\.", 2)[0]);
        all.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        operator.ok(words.toArray(String[]::new));
    }

    private void people() {
        for (int i = 0; i < LANES; i++) {
            String user = user(i);
            operator.okWith(
                    PIN + "\n",
                    "user",
                    "add",
                    user,
                    "--name",
                    "Person",
                    "--pin-file",
                    "-",
                    "--mailbox",
                    user + "@" + CONTEXT);
        }
        for (int i = 0; i < 2 * LANES; i++) {
            operator.okWith("secret-of-" + device(i) + "\n", "device", "add", device(i), "--secret-file", "-");
        }
        registered().forEach(this::register);
        asterisk.cli("database put neighbours own untouched");
    }

    private void register(String device) {
        var account = new SipAccount(device, "secret-of-" + device, asterisk.sip());
        WatchPhone phone = opened(new WatchPhone(account, sighting -> {}, Clock.systemUTC()));
        int status = phone.register().join();
        if (status != 200) {
            throw new IllegalStateException("phone " + device + " was not registered: " + status);
        }
    }

    static String user(int i) {
        return Integer.toString(201 + i);
    }

    static String device(int i) {
        return Integer.toString(1001 + i);
    }

    /** How {@link Seats} knows the name of a user. */
    static String nameOf(String user) {
        return "name of " + user;
    }

    static List<String> users() {
        return IntStream.range(0, LANES).mapToObj(ChaosSystem::user).toList();
    }

    static List<String> devices() {
        return IntStream.range(0, 2 * LANES).mapToObj(ChaosSystem::device).toList();
    }

    /** The devices whose phones are there. */
    static List<String> registered() {
        return IntStream.range(0, LANES).mapToObj(i -> device(2 * i)).toList();
    }

    PrivateAsterisk asterisk() {
        return asterisk;
    }

    Companion companion() {
        return companion;
    }

    AmiRelay line() {
        return line;
    }

    SmallDisk disk() {
        return disk;
    }

    /** Whether the companion acknowledged the request. */
    boolean admin(String method, String path, String body) {
        return admin.call(method, path, body).isPresent();
    }

    Optional<JsonNode> ask(String path) {
        return admin.get(path);
    }

    /** What a caller who dialled {@code *11}, the user and the PIN would be told; empty when the line went dead. */
    Optional<String> loginByPhone(String device, String user) {
        try {
            return new ScriptedPhone()
                    .call(agi, "login?device=" + device + "&user=" + user + "&pin=" + PIN)
                    .variable("HD_RESULT");
        } catch (IOException dead) {
            return Optional.empty();
        }
    }

    /** A copy of the store as it lies on the disk; the companion must not run. */
    Store storeOnDisk() throws IOException {
        Path file = folder.resolve("copy");
        Files.copy(
                disk.path().resolve("hotdesk.mv.db"),
                folder.resolve("copy.mv.db"),
                StandardCopyOption.REPLACE_EXISTING);
        var config = new StoreConfig(
                "jdbc:h2:file:" + file,
                folder.resolve("secrets/pepper"),
                folder.resolve("secrets/key"),
                "hotdesk",
                false);
        return Store.open(config, Clock.systemUTC());
    }

    /** The last lines of the companion's log. */
    String lastWords() {
        String log = companion.log();
        return log.substring(Math.max(0, log.length() - 4_000));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        List<Exception> failures = new ArrayList<>();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                failures.add(failed);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the system could not be closed", failures.get(0));
        }
    }
}
