package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.dialplan.DialplanConfig;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.dialplan.system.MailboxMode;
import org.hotdesk.store.StoreConfig;

/**
 * The whole configuration, checked: a record for each module. Secrets are not in it, only the files they stand in.
 *
 * @param companion our name on a shared database; empty to make one
 * @param asterisks one at least, each with a name of its own
 * @param observes whether Asterisk's astdb is another program's, at which we only look
 * @param sip empty for no edge: phones register at Asterisk
 * @param kamailio empty unless one stands instead of the edge
 * @param emergencyCommand what is run at each emergency call, without a shell; empty for nothing
 */
public record HotdeskConfig(
        StoreConfig store,
        String companion,
        AgiConfig agi,
        DialplanConfig dialplan,
        List<Asterisk> asterisks,
        boolean observes,
        PhoneSettings phones,
        Optional<SipConfig> sip,
        ProvisioningConfig provisioning,
        Optional<KamailioConfig> kamailio,
        Admin admin,
        LoginConfig login,
        List<String> emergencyCommand,
        LogLevel logLevel) {
    public HotdeskConfig {
        asterisks = List.copyOf(asterisks);
        emergencyCommand = List.copyOf(emergencyCommand);
    }

    /** The one that is set up by this configuration folder; the first one where none says so. */
    public Asterisk asteriskOf(Path folder) {
        return asterisks.stream()
                .filter(each -> each.configFolder().filter(folder::equals).isPresent())
                .findFirst()
                .orElse(asterisks.get(0));
    }

    /** The global variable in which Asterisk's dialplan looks for this companion's heartbeat. */
    public String pulse() {
        return DialplanConfig.pulse(
                Math.max(0, dialplan.companions().indexOf(ConfigAssembly.hostAndPort(agi.listen()))));
    }

    /** The least that is logged, in Asterisk's words. */
    public enum LogLevel {
        ERROR,
        WARNING,
        NOTICE,
        DEBUG,
        VERBOSE
    }

    /**
     * An Asterisk that we mirror to.
     *
     * @param name what the store calls it
     * @param version its major version, such as 22
     * @param boxesInFile whether it has the mailboxes from our file; else from the database
     * @param configFolder empty where no files of ours are kept, such as on another machine
     */
    public record Asterisk(
            String name,
            int version,
            String amiHost,
            int amiPort,
            String amiUser,
            Path amiSecretFile,
            Optional<Path> configFolder,
            Path voicemailSpool,
            MailboxMode mailboxMode,
            boolean boxesInFile,
            Path sounds) {}

    /**
     * The admin API.
     *
     * @param metrics whether {@code /metrics} is served there
     */
    public record Admin(InetSocketAddress listen, Path tokenFile, boolean metrics) {}
}
