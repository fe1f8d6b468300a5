package org.hotdesk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.hotdesk.admin.AdminApi;
import org.hotdesk.admin.AdminParts;
import org.hotdesk.admin.AdminServer;
import org.hotdesk.admin.PhoneSide;
import org.hotdesk.admin.SipSide;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.agi.protocol.Script;
import org.hotdesk.agi.script.ChangePinScript;
import org.hotdesk.agi.script.LoginScript;
import org.hotdesk.agi.script.LookupLog;
import org.hotdesk.agi.script.LookupScript;
import org.hotdesk.agi.script.LookupScript.Half;
import org.hotdesk.agi.script.MirrorAcknowledgement;
import org.hotdesk.agi.script.ProbeScript;
import org.hotdesk.ami.AsteriskBridge;
import org.hotdesk.ami.AsteriskConfig;
import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.link.AmiEvent.EmergencyCalled;
import org.hotdesk.ami.link.AmiLogin;
import org.hotdesk.ami.link.AmiPace;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorPace;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.config.LoginConfig;
import org.hotdesk.config.ProvisioningConfig;
import org.hotdesk.config.SecretFile;
import org.hotdesk.dialplan.phone.PhoneBuilder;
import org.hotdesk.dialplan.phone.PhoneCodes;
import org.hotdesk.dialplan.phone.PhoneModels;
import org.hotdesk.edge.EdgeSide;
import org.hotdesk.emergency.EmergencyNotices;
import org.hotdesk.init.PhoneFiles;
import org.hotdesk.keeper.ActivityBook;
import org.hotdesk.keeper.SessionKeeper;
import org.hotdesk.login.LastKnown;
import org.hotdesk.login.LdapPins;
import org.hotdesk.login.PinCheck;
import org.hotdesk.login.PinGate;
import org.hotdesk.login.VoicemailPins;
import org.hotdesk.metrics.Metrics;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.provision.PhoneMaker;
import org.hotdesk.provision.PhoneNews;
import org.hotdesk.provision.ProvisioningServer;
import org.hotdesk.session.PhonesHeard;
import org.hotdesk.session.WarningCall;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Store;
import org.hotdesk.supervise.AgiProbe;
import org.hotdesk.voicemail.SpoolPasswords;

/** The whole program, running: built in reading order, closed in reverse. Thread-safe. */
public final class Hotdesk implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Hotdesk.class.getName());
    private static final int LOOKUPS_REMEMBERED = 1_000;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Store store;
    private final EmergencyNotices notices;
    private final ActivityBook activity;
    private final Asterisks asterisks;
    private final SessionKeeper keeper;
    private final AgiServer agi;
    private final AdminServer admin;
    private Optional<ProvisioningServer> provisioning = Optional.empty();
    private volatile boolean started;

    /** Something that takes an address. */
    private interface Listener<T> {
        T start() throws IOException;
    }

    private Hotdesk(HotdeskConfig config, Clock clock) throws IOException {
        try {
            store = opened(Store.open(config.store(), clock));
            notices = opened(
                    new EmergencyNotices(config.emergencyCommand(), store::floor, EmergencyNotices.COMMAND_LIMIT));
            activity = new ActivityBook(store::floor, clock);
            asterisks = new Asterisks(config.asterisks().stream()
                    .map(each -> bridge(each, config, clock))
                    .toList());
            opened(new PasswordKeeper(store, asterisks));
            keeper = opened(
                    new SessionKeeper(store, activity, new WarningCall(store::floor, asterisks::ring, clock), clock));
            Optional<SipSide> edge = edge(config, clock);
            var lookups = new LookupLog(LOOKUPS_REMEMBERED);
            agi = opened(listening(
                    "agi.listen",
                    config.agi().listen(),
                    () -> AgiServer.start(config.agi(), scripts(config, lookups, clock))));
            opened(new LedgerKeeper(store, config.login().keep(), config.login().locks(), clock));
            Optional<Metrics> metrics =
                    config.admin().metrics() ? Optional.of(new Metrics(store, asterisks::status)) : Optional.empty();
            var parts = new AdminParts(
                    store,
                    keeper,
                    config.dialplan(),
                    lookups,
                    asterisks,
                    edge,
                    phones(config, clock),
                    config.kamailio().isPresent(),
                    config.login().locks(),
                    config.login().pins(),
                    metrics,
                    clock,
                    clock.instant());
            HotdeskConfig.Admin at = config.admin();
            admin = opened(
                    listening("admin.listen", at.listen(), () -> AdminApi.start(at.listen(), at.tokenFile(), parts)));
            asterisks.start();
            keeper.start();
            started = true;
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /**
     * Starts everything. Does not wait for Asterisk, which may come later, go and come back.
     *
     * @throws IOException when an address cannot be had
     */
    public static Hotdesk start(HotdeskConfig config, Clock clock) throws IOException {
        // A secret that is missing ends the start before anything is made.
        config.asterisks().forEach(asterisk -> new SecretFile(asterisk.amiSecretFile()).read());
        var hotdesk = new Hotdesk(config, clock);
        LOG.log(Level.INFO, () -> "started agi=" + hotdesk.agiAddress() + " admin=" + hotdesk.adminAddress());
        return hotdesk;
    }

    /** Where calls come in; the real port when 0 was configured. */
    public InetSocketAddress agiAddress() {
        return agi.address();
    }

    /** Where the admin API listens; the real port when 0 was configured. */
    public InetSocketAddress adminAddress() {
        return admin.address();
    }

    /** Where phones fetch their files; empty where they do not. */
    public Optional<InetSocketAddress> provisioningAddress() {
        return provisioning.map(ProvisioningServer::address);
    }

    public Store store() {
        return store;
    }

    /** Waits until somebody closes it. */
    void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Closes every part that was opened, the last one first; what fails to close is logged and holds up nothing. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception broken) {
                LOG.log(
                        Level.WARNING,
                        () -> "not closed part=" + part.getClass().getSimpleName(),
                        broken);
            }
        }
        if (closed.getCount() > 0) {
            if (started) {
                LOG.log(Level.INFO, () -> "closed");
            }
            closed.countDown();
        }
    }

    private Optional<SipSide> edge(HotdeskConfig config, Clock clock) throws IOException {
        if (config.sip().isEmpty()) {
            return Optional.empty();
        }
        EdgeSide edge = opened(EdgeSide.open(config.sip().get(), config.store().realm(), store, asterisks, clock));
        LOG.log(Level.INFO, () -> "edge listening=" + edge.status().path("listening"));
        return Optional.of(edge);
    }

    /** Makes phones' files; serves them, and tells phones of new ones, where that is configured. */
    private PhoneSide phones(HotdeskConfig config, Clock clock) throws IOException {
        PhoneModels models = PhoneModels.read();
        store.phones()
                .addMissingModels(models.all().stream()
                        .map(model -> new PhoneModel(model.model(), model.lines()))
                        .toList());
        var builder = new PhoneBuilder(
                models, PhoneCodes.of(config.dialplan()), config.provisioning().ciscoImage());
        var maker = new PhoneMaker(store, builder, config.provisioning());
        if (config.provisioning().server().isPresent()) {
            ProvisioningConfig.Server server = config.provisioning().server().get();
            provisioning = Optional.of(opened(listening(
                    "provisioning.listen",
                    server.listen(),
                    () -> ProvisioningServer.start(server, store, maker, clock))));
            opened(new PhoneNews(store, maker, asterisks)).start();
        }
        return new PhoneSide(maker, asterisks);
    }

    private BridgeSide bridge(HotdeskConfig.Asterisk asterisk, HotdeskConfig config, Clock clock) {
        AsteriskBridge bridge = opened(new AsteriskBridge(
                mirrored(asterisk, config), store, new PhonesHeard(asterisk.name(), activity), clock));
        bridge.events().subscribe(EmergencyCalled.class, call -> notices.called(asterisk.name(), call));
        boolean notifies = asterisk.mailboxMode() == org.hotdesk.dialplan.system.MailboxMode.NOTIFY;
        Optional<PhoneFiles> files = asterisk.configFolder()
                .map(folder -> new PhoneFiles(
                        folder,
                        config.phones().withMailboxes(!notifies),
                        store,
                        asterisk.boxesInFile()
                                ? Optional.of(new SpoolPasswords(asterisk.voicemailSpool(), store))
                                : Optional.empty()));
        return opened(new BridgeSide(asterisk.name(), bridge, files));
    }

    private static String companion(HotdeskConfig config) {
        if (!config.companion().isEmpty()) {
            return config.companion();
        }
        try {
            return InetAddress.getLocalHost().getHostName() + ":"
                    + config.agi().listen().getPort();
        } catch (UnknownHostException nameless) {
            return config.agi().listen().toString();
        }
    }

    private static AsteriskConfig mirrored(HotdeskConfig.Asterisk asterisk, HotdeskConfig config) {
        var login = new AmiLogin(asterisk.amiUser(), new SecretFile(asterisk.amiSecretFile()).read());
        var ami = new AmiConfig(asterisk.amiHost(), asterisk.amiPort(), login, AmiPace.standard());
        MailboxMode mailboxes =
                switch (asterisk.mailboxMode()) {
                    case SYMLINK -> new MailboxMode.Symlinks(asterisk.voicemailSpool());
                    case ALIAS ->
                        new MailboxMode.Aliases(
                                asterisk.configFolder().orElseThrow().resolve("hotdesk/voicemail-aliases.conf"));
                    case NOTIFY -> new MailboxMode.Notify();
                };
        return new AsteriskConfig(
                asterisk.name(), ami, mailboxes, MirrorPace.standard(), config.pulse(), companion(config));
    }

    private Map<String, Script> scripts(HotdeskConfig config, LookupLog lookups, Clock clock) {
        int ring = config.dialplan().ringSeconds();
        var gate = new PinGate(
                store,
                check(config.login().source()),
                config.login().locks(),
                config.login().pins());
        return Map.of(
                AgiProbe.PATH,
                new ProbeScript(),
                "call",
                new LookupScript(Half.BOTH, store::floor, ring, lookups, clock),
                "user-callerid",
                new LookupScript(Half.CALLER, store::floor, ring, lookups, clock),
                "macro-dial",
                new LookupScript(Half.CALLEE, store::floor, ring, lookups, clock),
                "change-pin",
                new ChangePinScript(store, gate, config.login().pinTries()),
                "login",
                login(LoginScript.Code.LOGIN, gate, config),
                "logoff",
                login(LoginScript.Code.LOGOFF, gate, config),
                "toggle",
                login(LoginScript.Code.TOGGLE, gate, config));
    }

    private PinCheck check(LoginConfig.Source source) {
        return switch (source.check()) {
            case STORE -> PinCheck.of(store);
            case VOICEMAIL -> new VoicemailPins(store);
            case LDAP ->
                new LdapPins(
                        store,
                        source.ldap().orElseThrow(),
                        source.lastKnown()
                                .<LdapPins.WhileDown>map(most -> new LastKnown(store, most))
                                .orElse((user, pin) -> PinVerdict.UNAVAILABLE),
                        file -> new SecretFile(file).read());
        };
    }

    private LoginScript login(LoginScript.Code code, PinGate gate, HotdeskConfig config) {
        MirrorAcknowledgement mirror = (call, seq, most) -> asterisks.awaitMirrored(
                asterisks.areSeveral() ? call.variable(AsteriskBridge.NAME_VARIABLE) : Optional.empty(), seq, most);
        return new LoginScript(code, store, mirror, gate, config.login().pinTries());
    }

    private static <T> T listening(String key, InetSocketAddress address, Listener<T> listener) throws IOException {
        try {
            return listener.start();
        } catch (IOException failed) {
            Throwable cause = Optional.ofNullable(failed.getCause()).orElse(failed);
            if (!(cause instanceof SocketException)) {
                throw failed;
            }
            String why = String.valueOf(cause.getMessage());
            String advice = why.contains("in use")
                    ? "the port is taken; stop the program that has it, or choose another port"
                    : why;
            String host = address.getAddress().getHostAddress();
            throw new IOException(
                    "cannot listen on " + host + ":" + address.getPort() + " (" + key + "): " + advice, failed);
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }
}
