package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.dialplan.DialplanConfig;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.dialplan.system.MailboxMode;
import org.hotdesk.store.StoreConfig;

/**
 * The whole configuration, checked: a record for each module. Secrets are not in it, only the files they stand in.
 *
 * @param sip empty for no edge: phones register at Asterisk
 * @param pinTries wrong PINs in one call before it is ended
 */
public record HotdeskConfig(
        StoreConfig store,
        AgiConfig agi,
        DialplanConfig dialplan,
        Asterisk asterisk,
        PhoneSettings phones,
        Optional<SipConfig> sip,
        MailboxMode mailboxMode,
        Admin admin,
        int pinTries,
        LogLevel logLevel) {

    /** The least that is logged, in Asterisk's words. */
    public enum LogLevel {
        ERROR,
        WARNING,
        NOTICE,
        DEBUG,
        VERBOSE
    }

    /**
     * The Asterisk beside us.
     *
     * @param name what the store calls it
     * @param version its major version, such as 22
     */
    public record Asterisk(
            String name,
            int version,
            String amiHost,
            int amiPort,
            String amiUser,
            Path amiSecretFile,
            Path configFolder,
            Path voicemailSpool,
            Path sounds) {}

    /** The admin API. */
    public record Admin(InetSocketAddress listen, Path tokenFile) {}
}
