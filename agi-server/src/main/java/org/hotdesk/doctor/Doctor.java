package org.hotdesk.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotdesk.config.ConfigException;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.config.SecretFile;
import org.hotdesk.dialplan.system.MailboxMode;
import org.hotdesk.init.InitPlan;
import org.hotdesk.store.StoreProbe;
import org.hotdesk.supervise.AgiProbe;

/** Looks at all of it, the daemon and Asterisk running or not. One owner thread. */
public final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HotdeskConfig config;
    private final Patient patient;
    private final Surroundings around;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * What a system has outside our configuration.
     *
     * @param configFile the configuration file
     * @param units where systemd's units may be, the one in force first
     * @param filters where fail2ban's filters are
     * @param version of this program
     */
    public record Surroundings(Path configFile, List<Path> units, Path filters, String version, Clock clock) {}

    /** The daemon's status, or why there is none. */
    public interface Daemon {
        /** Calls the one for the case at hand. */
        void tell(Consumer<JsonNode> status, Consumer<String> down);
    }

    private Doctor(HotdeskConfig config, Surroundings around) {
        this.config = config;
        this.patient = Patient.of(config);
        this.around = around;
    }

    /** All findings, in the order in which they should be mended. Takes seconds where something does not answer. */
    public static List<Finding> examine(HotdeskConfig config, Surroundings around, Daemon daemon) {
        var doctor = new Doctor(config, around);
        doctor.findings.add(Finding.ok("configuration", around.configFile() + " is right"));
        doctor.all(daemon);
        return List.copyOf(doctor.findings);
    }

    private void all(Daemon daemon) {
        Optional<String> owner = StoreProbe.file(patient.store()).flatMap(file -> {
            FileLook look = FileLook.at(file);
            return look.there() ? Optional.of(look.owner()) : FileLook.ownerOfFolder(file);
        });
        secret(patient.store().pepperFile(), owner, false, true);
        secret(patient.store().keyFile(), owner, false, true);
        secret(patient.admin().tokenFile(), owner, true, true);
        patient.asterisks().forEach(asterisk -> secret(asterisk.amiSecretFile(), owner, true, false));
        patient.sip().flatMap(sip -> sip.listen().key()).ifPresent(key -> secret(key, owner, true, false));
        List<JsonNode> running = new ArrayList<>();
        List<Finding> ofDaemon = new ArrayList<>();
        daemon.tell(
                status -> {
                    running.add(status);
                    ofDaemon.addAll(DaemonChecks.of(status, around.version()));
                },
                why -> ofDaemon.add(DaemonChecks.down(why)));
        boolean up = !running.isEmpty();
        findings.addAll(StoreChecks.of(
                StoreProbe.look(patient.store()), up, around.clock().instant()));
        room();
        findings.addAll(ofDaemon);
        findings.add(agi(up));
        PortLook ports = PortLook.now();
        patient.sip().filter(sip -> up).ifPresent(sip -> findings.addAll(PortChecks.edge(sip, ports)));
        patient.asterisks().forEach(asterisk -> asterisk(asterisk, ports));
        findings.add(SystemChecks.unit(unit()));
        findings.addAll(SystemChecks.firewall(patient.sip().map(sip -> around.filters())));
    }

    private void secret(Path file, Optional<String> owner, boolean shared, boolean made) {
        findings.addAll(SecretChecks.of(FileLook.at(file), owner, shared, made));
    }

    private void room() {
        StoreProbe.file(patient.store())
                .map(Path::toAbsolutePath)
                .map(Path::getParent)
                .ifPresent(folder -> {
                    try {
                        findings.add(StoreChecks.room(Files.getFileStore(folder).getUsableSpace(), folder.toString()));
                    } catch (IOException absent) {
                        findings.add(
                                Finding.warn("disk space", "there is no folder " + folder, "hotdesk serve makes it"));
                    }
                });
    }

    private Finding agi(boolean up) {
        String where = patient.agi().getHostString() + ":" + patient.agi().getPort();
        return switch (AgiProbe.ask(patient.agi(), PATIENCE)) {
            case SERVED -> Finding.ok("FastAGI", "serves at " + where);
            case CLOSED ->
                Finding.warn(
                        "FastAGI",
                        "whoever has " + where
                                + " closes on us: all places are taken, we are not in agi.allow, or it is"
                                + " not Hotdesk",
                        "hotdesk status; raise agi.calls-max, or add "
                                + patient.agi().getHostString() + " to agi.allow");
            case SILENT ->
                Finding.fail(
                        "FastAGI",
                        "nobody answers at " + where + "; calls go by astdb, login codes do not work",
                        up ? "systemctl restart hotdesk, or put agi.listen right" : "systemctl start hotdesk");
        };
    }

    private void asterisk(Patient.Asterisk asterisk, PortLook ports) {
        String secret = "";
        try {
            secret = new SecretFile(asterisk.amiSecretFile()).read();
        } catch (ConfigException unreadable) {
            findings.add(Finding.fail(
                    "AMI",
                    String.valueOf(unreadable.getMessage()),
                    "as it says; if it is well, run doctor as root, or as the daemon's user"));
        }
        if (!secret.isEmpty()) {
            AmiLook look = AmiProbe.look(
                    asterisk.ami(),
                    asterisk.amiUser(),
                    secret,
                    AmiChecks.MODULES.keySet().stream().sorted().toList(),
                    DialplanText.contexts(patient.dialplan()));
            findings.addAll(AmiChecks.of(
                    asterisk, look, patient.dialplan(), around.clock().instant()));
        }
        if (isHere(asterisk)) {
            findings.addAll(PortChecks.ami(asterisk, ports));
        }
        String kept = secret;
        asterisk.configFolder()
                .ifPresent(folder -> findings.addAll(AsteriskFileChecks.configuration(
                        folder,
                        here -> InitPlan.of(
                                new InitPlan.Request(here, around.configFile(), Map.of()),
                                config,
                                kept.isEmpty() ? "unreadable-unreadable" : kept))));
        asterisk.configFolder()
                .filter(folder -> !asterisk.boxesInFile())
                .flatMap(AsteriskFileChecks::realtime)
                .ifPresent(findings::add);
        if (asterisk.configFolder().isPresent()) {
            findings.add(AsteriskFileChecks.sounds(asterisk.sounds()));
        }
        if (asterisk.mailboxMode() == MailboxMode.SYMLINK) {
            findings.addAll(AsteriskFileChecks.spool(asterisk.voicemailSpool()));
        }
    }

    private static boolean isHere(Patient.Asterisk asterisk) {
        InetAddress address = asterisk.ami().getAddress();
        return address != null && (address.isLoopbackAddress() || address.isAnyLocalAddress());
    }

    private Optional<String> unit() {
        Optional<Path> unit = around.units().stream().filter(Files::isReadable).findFirst();
        try {
            return unit.isEmpty() ? Optional.empty() : Optional.of(Files.readString(unit.get()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
