package org.hotdesk.init;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.config.ConfigText;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.dialplan.ExtensionsConf;
import org.hotdesk.dialplan.device.ChanDahdiConf;
import org.hotdesk.dialplan.device.IaxConf;
import org.hotdesk.dialplan.device.PjsipConf;
import org.hotdesk.dialplan.device.SipConf;
import org.hotdesk.dialplan.system.AsteriskPatches;
import org.hotdesk.dialplan.system.ConfPatch;
import org.hotdesk.dialplan.system.ManagerConf;
import org.hotdesk.dialplan.system.VoicemailConf;
import org.hotdesk.init.FileChange.Access;

/**
 * All that init would do, worked out without touching anything.
 *
 * @param cautions lines on what an administrator should look at first
 */
public record InitPlan(AsteriskFolder asterisk, List<FileChange> changes, List<String> cautions) {
    private static final int LAST_WITH_CHAN_SIP = 20;

    public InitPlan {
        changes = List.copyOf(changes);
        cautions = List.copyOf(cautions);
    }

    /**
     * What is asked for.
     *
     * @param configFile where Hotdesk's configuration is or will be
     * @param settings values for a configuration that is made now, by key path
     */
    public record Request(AsteriskFolder asterisk, Path configFile, Map<String, String> settings) {
        public Request {
            settings = Map.copyOf(settings);
        }

        /** The secret of the manager user stands beside the configuration. */
        Path secretFile() {
            return configFile.resolveSibling("ami.secret");
        }

        /** A configuration file for this Asterisk. */
        public String configText() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("asterisk.version", "22"); // written down, so that the next init does not guess anew
            Cautions.managerAddress(asterisk).ifPresent(address -> all.put("asterisk.ami-host", address));
            all.put("asterisk.ami-port", asterisk.amiPort());
            all.put("asterisk.ami-secret-file", secretFile().toString());
            all.put("asterisk.config-folder", asterisk.path().toString());
            all.put("asterisk.voicemail-spool", asterisk.voicemailSpool().toString());
            all.put("asterisk.sounds", asterisk.sounds().toString());
            all.putAll(settings);
            return ConfigText.file(all);
        }
    }

    /**
     * Works the plan out.
     *
     * @param config what is, or with {@link Request#configText} would be, in force
     * @param newSecret for the manager user when there is none yet
     */
    public static InitPlan of(Request request, HotdeskConfig config, String newSecret) {
        List<FileChange> changes = new ArrayList<>();
        Optional<String> configBefore = WholeFile.read(request.configFile());
        if (configBefore.isEmpty()) {
            changes.add(FileChange.generated(request.configFile(), configBefore, request.configText(), Access.OWN));
        }
        HotdeskConfig.Asterisk asterisk = config.asteriskOf(request.asterisk().path());
        Path secretFile = asterisk.amiSecretFile();
        Optional<String> secretBefore = WholeFile.read(secretFile);
        String secret = secretBefore.map(String::strip).orElse(newSecret);
        changes.add(
                FileChange.generated(secretFile, secretBefore, secretBefore.orElse(secret + "\n"), Access.OWN_SECRET));
        ours(config, asterisk, secret).forEach((name, text) -> changes.add(ownFile(request, name, text)));
        AsteriskPatches.of(asterisk.mailboxMode(), asterisk.version())
                .forEach((name, blocks) -> patched(request, name, blocks).ifPresent(changes::add));
        return new InitPlan(
                request.asterisk(),
                changes.stream().filter(FileChange::changesSomething).toList(),
                Cautions.of(request.asterisk(), config, asterisk.amiUser(), secret));
    }

    private static Map<String, String> ours(HotdeskConfig config, HotdeskConfig.Asterisk asterisk, String secret) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("extensions.conf", ExtensionsConf.text(config.dialplan()));
        files.put("manager.conf", ManagerConf.text(asterisk.amiUser(), secret, asterisk.amiHost()));
        // The daemon writes the devices and boxes; until then there are none, and that is no error.
        files.put("pjsip.conf", PjsipConf.text(List.of(), config.phones()));
        if (asterisk.version() <= LAST_WITH_CHAN_SIP) {
            files.put("sip.conf", SipConf.text(List.of(), config.phones()));
        }
        files.put("iax.conf", IaxConf.text(List.of(), config.phones()));
        files.put("chan_dahdi.conf", ChanDahdiConf.text(List.of()));
        files.put("voicemail.conf", VoicemailConf.boxes(List.of()));
        return files;
    }

    // What only the daemon knows is made once and then left to it; what the configuration gives is written anew.
    private static FileChange ownFile(Request request, String name, String text) {
        Path file = request.asterisk().path().resolve(AsteriskPatches.FOLDER).resolve(name);
        Optional<String> before = WholeFile.read(file);
        boolean ofConfiguration = name.equals("extensions.conf") || name.equals("manager.conf");
        Access access = ofConfiguration && !name.equals("manager.conf") ? Access.ASTERISK : Access.ASTERISK_SECRET;
        return before.isPresent() && !ofConfiguration
                ? new FileChange(file, before, before.get(), access)
                : FileChange.generated(file, before, text, access);
    }

    private static Optional<FileChange> patched(Request request, String name, Collection<ConfPatch.Block> blocks) {
        Optional<String> before = request.asterisk().text(name);
        if (before.isEmpty() && (name.equals("iax.conf") || name.equals("sip.conf"))) {
            return Optional.empty(); // this Asterisk has no such channel driver set up
        }
        boolean managerIsOn = name.equals("manager.conf") && Cautions.managerIsOn(request.asterisk());
        List<ConfPatch.Block> needed = blocks.stream()
                .filter(block -> !managerIsOn || block.section().isEmpty()) // the one in [general] only switches it on
                .toList();
        String after = ConfPatch.applied(before.orElse(""), needed);
        return Optional.of(new FileChange(request.asterisk().path().resolve(name), before, after, Access.ASTERISK));
    }
}
