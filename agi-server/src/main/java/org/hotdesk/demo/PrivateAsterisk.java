package org.hotdesk.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One Asterisk of one's own: configuration, database, spool, log and ports are its alone, so any number run side by
 * side. It dies with this process at the latest. Many threads, but one at a time.
 */
public final class PrivateAsterisk implements AutoCloseable {

    private static final Duration BOOT_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLI_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final AsteriskInstallation installation;
    private final Path folder;
    private final AsteriskPorts ports;
    private final AmiAccess access;
    private Optional<RunningProgram> running = Optional.empty();

    private PrivateAsterisk(AsteriskInstallation installation, Path folder, AsteriskPorts ports) {
        this.installation = installation;
        this.folder = folder;
        this.ports = ports;
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        this.access =
                new AmiAccess(loopback(ports.ami()), "hotdesk", HexFormat.of().formatHex(secret));
    }

    /**
     * Prepares and starts one, and returns when it has fully booted, which takes less than a second.
     *
     * @param ports gives it its ports; keep it open longer than this
     * @param files names in the configuration folder to texts; those of {@code pjsip.d/}, {@code extensions.d/},
     *     {@code voicemail.d/}, {@code sip.d/} and {@code manager.d/} are included by our own small files, any other
     *     name replaces ours
     * @throws DemoException with the end of the console when it does not boot
     */
    public static PrivateAsterisk start(AsteriskInstallation installation, Ports ports, Map<String, String> files) {
        PrivateAsterisk asterisk = prepare(installation, ports);
        try {
            files.forEach(asterisk::write);
            asterisk.start();
            return asterisk;
        } catch (RuntimeException e) {
            asterisk.close();
            throw e;
        }
    }

    /** As {@link #start(AsteriskInstallation, Ports, Map)}, but not started: to write files that name its ports first. */
    public static PrivateAsterisk prepare(AsteriskInstallation installation, Ports ports) {
        Path folder = RunFolder.create();
        PrivateAsterisk asterisk = new PrivateAsterisk(installation, folder, AsteriskPorts.take(ports));
        asterisk.writeMinimal();
        return asterisk;
    }

    private void writeMinimal() {
        try {
            for (String name : List.of("etc", "var/keys", "db", "spool/voicemail", "run", "log", "agi-bin")) {
                Files.createDirectories(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new DemoException("cannot make the folders of a private Asterisk", e);
        }
        AsteriskFiles.minimal(installation, folder, ports, access).forEach(this::write);
    }

    /** Replaces one file of the configuration folder at once; a reload is the caller's affair. */
    public void write(String name, String text) {
        Path file = configFolder().resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(folder, "fresh", "");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DemoException("cannot write " + file, e);
        }
    }

    /** Starts it again after {@link #stop} or {@link #kill}, with the same ports and the database it left. */
    public synchronized void start() {
        if (isRunning()) {
            throw new IllegalStateException("runs already");
        }
        List<String> command = List.of(installation.binary().toString(), "-f", "-C", mainFile());
        RunningProgram program = installation.programs().start(folder, folder.resolve("log/output"), command);
        running = Optional.of(program);
        boolean booted = Waiting.until(BOOT_LIMIT, () -> !program.isAlive() || isBooted(program));
        if (!booted || !program.isAlive()) {
            String log = console().since(0);
            kill();
            throw new DemoException("Asterisk did not boot: " + log.substring(Math.max(0, log.length() - 2_000)));
        }
    }

    private boolean isBooted(RunningProgram program) {
        if (!Files.exists(folder.resolve("run/asterisk.ctl"))) {
            return false;
        }
        Command.Outcome outcome = remote(program, "core waitfullybooted");
        return outcome.ok() && outcome.output().contains("fully booted");
    }

    private Command.Outcome remote(RunningProgram program, String command) {
        return program.beside(CLI_LIMIT, List.of(installation.binary().toString(), "-C", mainFile(), "-rx", command));
    }

    /** What to type in a shell of this machine, as this user, for its console. */
    public synchronized String consoleCommand() {
        return String.join(
                " ", program().besideLine(List.of(installation.binary().toString(), "-C", mainFile(), "-r")));
    }

    /** What the CLI prints for the command, such as {@code database show}. */
    public synchronized String cli(String command) {
        Command.Outcome outcome = remote(program(), command);
        if (!outcome.ok()) {
            throw new DemoException("the CLI refuses '" + command + "': " + outcome.output() + outcome.errors());
        }
        return outcome.output();
    }

    /** The whole astdb as {@code database show} prints it: {@code /FAMILY/key} to value, spaces at its end lost. */
    public SortedMap<String, String> astdb() {
        SortedMap<String, String> rows = new TreeMap<>();
        for (String line : cli("database show").lines().toList()) {
            int colon = line.indexOf(": ");
            if (line.startsWith("/") && colon > 0) {
                rows.put(
                        line.substring(0, colon).stripTrailing(),
                        line.substring(colon + 2).stripTrailing());
            }
        }
        return rows;
    }

    /** Ends it as an administrator does, calls and all. */
    public synchronized void stop() {
        RunningProgram program = program();
        remote(program, "core stop now");
        if (!program.awaitEnd(STOP_LIMIT)) {
            throw new DemoException("Asterisk did not stop within " + STOP_LIMIT.toSeconds() + " s");
        }
        running = Optional.empty();
    }

    /** Ends it by SIGKILL, as a crash does. */
    public synchronized void kill() {
        running.ifPresent(RunningProgram::close);
        running = Optional.empty();
    }

    /** {@link #stop} and {@link #start}. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** Stops it from running at all (SIGSTOP) until {@link #thaw}; its sockets stay open. */
    public synchronized void freeze() {
        program().signal("STOP");
    }

    /** Lets it run again. */
    public synchronized void thaw() {
        program().signal("CONT");
    }

    /** Whether its process is there. */
    public synchronized boolean isRunning() {
        return running.filter(RunningProgram::isAlive).isPresent();
    }

    private RunningProgram program() {
        return running.orElseThrow(() -> new DemoException("the private Asterisk does not run"));
    }

    /** The id of its process, for a test that measures or torments it. */
    public synchronized long pid() {
        return program().pid();
    }

    /** The version it reports, such as {@code 22.10.1}. */
    public String version() {
        return installation.version();
    }

    /** Its programs and sounds. */
    public AsteriskInstallation installation() {
        return installation;
    }

    /** Where chan_pjsip listens, UDP. */
    public InetSocketAddress sip() {
        return loopback(ports.sip());
    }

    /** Where chan_sip listens, UDP, in a version which has it. */
    public InetSocketAddress chanSip() {
        return loopback(ports.chanSip());
    }

    /** Its manager interface. */
    public AmiAccess ami() {
        return access;
    }

    /** Its {@code /etc/asterisk}, at the same path inside and outside its root folder. */
    public Path configFolder() {
        return folder.resolve("etc");
    }

    /** Its {@code /var/spool/asterisk}, at the same path inside and outside its root folder. */
    public Path spoolFolder() {
        return folder.resolve("spool");
    }

    /** Its console. */
    public ConsoleLog console() {
        return new ConsoleLog(folder.resolve("log/console.log"));
    }

    private String mainFile() {
        return configFolder().resolve("asterisk.conf").toString();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Kills it and removes all its files. */
    @Override
    public synchronized void close() {
        kill();
        RunFolder.delete(folder);
    }
}
