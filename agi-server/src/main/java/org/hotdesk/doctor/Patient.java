package org.hotdesk.doctor;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.config.SipConfig;
import org.hotdesk.dialplan.ExtensionsConf;
import org.hotdesk.dialplan.system.MailboxMode;
import org.hotdesk.store.StoreConfig;

/**
 * What is looked at, out of the configuration.
 *
 * @param dialplan the text that Asterisk's folder should have
 */
record Patient(
        StoreConfig store,
        InetSocketAddress agi,
        HotdeskConfig.Admin admin,
        Optional<SipConfig> sip,
        String dialplan,
        List<Asterisk> asterisks) {

    /**
     * One Asterisk.
     *
     * @param boxesInFile whether it has the mailboxes from our file; else from the database
     * @param configFolder empty where its files are not ours to keep
     */
    record Asterisk(
            String name,
            int version,
            InetSocketAddress ami,
            String amiUser,
            Path amiSecretFile,
            Optional<Path> configFolder,
            Path voicemailSpool,
            MailboxMode mailboxMode,
            boolean boxesInFile,
            Path sounds) {}

    static Patient of(HotdeskConfig config) {
        return new Patient(
                config.store(),
                config.agi().listen(),
                config.admin(),
                config.sip(),
                ExtensionsConf.text(config.dialplan()),
                config.asterisks().stream().map(Patient::of).toList());
    }

    private static Asterisk of(HotdeskConfig.Asterisk one) {
        return new Asterisk(
                one.name(),
                one.version(),
                new InetSocketAddress(one.amiHost(), one.amiPort()),
                one.amiUser(),
                one.amiSecretFile(),
                one.configFolder(),
                one.voicemailSpool(),
                one.mailboxMode(),
                one.boxesInFile(),
                one.sounds());
    }
}
