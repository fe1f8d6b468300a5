package org.hotdesk.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.agi.script.ScriptedPhone;
import org.hotdesk.demo.Companion;
import org.hotdesk.demo.Operator;
import org.hotdesk.demo.Ports;
import org.hotdesk.store.StoreConfig;

/** {@code hotdesk serve} as a process of its own, with a bad line to each Asterisk. Thread-safe. */
final class ChaosCompanion implements AutoCloseable {
    static final String PIN = "4711";

    private final String name;
    private final Path folder;
    private final Companion process;
    private final List<AmiRelay> lines = new ArrayList<>();
    private final AdminCaller admin;
    private final int adminPort;
    private final InetSocketAddress agi;

    private ChaosCompanion(String name, Path folder, List<String> before, Ports ports) {
        this.name = name;
        this.folder = folder;
        this.process = new Companion(before, config(), folder.resolve("hotdesk.log"));
        this.adminPort = ports.take(1);
        this.admin = new AdminCaller(adminPort, folder.resolve("token"));
        this.agi = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.take(1));
    }

    /**
     * Not started yet, and without a configuration.
     *
     * @param before what its command line begins with
     */
    static ChaosCompanion in(Path folder, List<String> before, Ports ports) throws IOException {
        Files.createDirectory(folder);
        return new ChaosCompanion(String.valueOf(folder.getFileName()), folder, before, ports);
    }

    /**
     * Writes its configuration.
     *
     * @param store the keys of section {@code [store]}
     * @param secrets says where pepper and key are, the same for all companions
     * @param agis where all companions are asked
     */
    void configure(
            String store, StoreConfig secrets, List<InetSocketAddress> agis, List<ChaosAsterisk> asterisks, Ports ports)
            throws IOException {
        var text = new StringBuilder("[store]\n" + store + "[secrets]\n");
        text.append("pepper-file = \"" + secrets.pepperFile() + "\"\nkey-file = \"" + secrets.keyFile() + "\"\n");
        text.append("[agi]\nlisten = \"" + text(agi) + "\"\n");
        text.append("companions = ["
                + String.join(
                        ", ", agis.stream().map(at -> "\"" + text(at) + "\"").toList()) + "]\n");
        text.append("[admin]\nlisten = \"127.0.0.1:" + adminPort + "\"\ntoken-file = \"token\"\n");
        for (ChaosAsterisk asterisk : asterisks) {
            int port = ports.take(1);
            lines.add(AmiRelay.start(port, asterisk.process().ami().address(), port));
            text.append(section(asterisk, port));
        }
        Files.writeString(config(), text);
    }

    private String section(ChaosAsterisk asterisk, int port) throws IOException {
        Path secret = folder.resolve(asterisk.name() + ".secret");
        Files.writeString(secret, asterisk.process().ami().secret() + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return """
                [[asterisk]]
                name = "%s"
                ami-port = %d
                ami-user = "%s"
                ami-secret-file = "%s"
                config-folder = ""
                voicemail-spool = "%s"
                """
                .formatted(
                        asterisk.name(),
                        port,
                        asterisk.process().ami().user(),
                        secret,
                        asterisk.process().spoolFolder().resolve("voicemail"));
    }

    private Path config() {
        return folder.resolve("hotdesk.toml");
    }

    private static String text(InetSocketAddress at) {
        return "127.0.0.1:" + at.getPort();
    }

    String name() {
        return name;
    }

    Companion process() {
        return process;
    }

    /** To each Asterisk, in their order. */
    List<AmiRelay> lines() {
        return lines;
    }

    InetSocketAddress agi() {
        return agi;
    }

    /** Somebody at a shell. */
    Operator operator() {
        return new Operator(config(), Clock.systemUTC());
    }

    /** Whether it acknowledged the request. */
    boolean tell(String method, String path, String body) {
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

    /** The last lines of its log. */
    String lastWords() {
        String log = process.log();
        return name + ":\n" + log.substring(Math.max(0, log.length() - 4_000));
    }

    @Override
    public void close() throws IOException {
        process.close();
        for (AmiRelay line : lines) {
            line.close();
        }
    }
}
