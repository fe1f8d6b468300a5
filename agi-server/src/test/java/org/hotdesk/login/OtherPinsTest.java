package org.hotdesk.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.agi.script.LoginScript;
import org.hotdesk.agi.script.LoginScript.Code;
import org.hotdesk.agi.script.ScriptedPhone;
import org.hotdesk.login.LdapConfig.Finding;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.pin.LockRule;
import org.hotdesk.pin.PinRules;
import org.hotdesk.sip.peer.TestCertificate;
import org.hotdesk.store.MovingClock;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by FastAGI whose PINs a directory compares, or that are those of the mailboxes. */
class OtherPinsTest {
    private static final UserNumber ANN = new UserNumber("201");
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(StoreOnFile.NOON.instant());
    private Store store;
    private InMemoryDirectoryServer directory;

    @BeforeEach
    void start() throws LDAPException, LDIFException {
        store = Store.open(StoreOnFile.config(folder), clock);
        var mailbox = new MailboxAddress("201", new Token("default"));
        store.directory()
                .putAll(
                        List.of(device("2001")),
                        List.of(
                                user("201", "Ann")
                                        .with()
                                        .mailbox(Optional.of(mailbox))
                                        .build(),
                                user("301", "Bob")));
        store.secrets().setMailboxPassword(mailbox, "5926".toCharArray());
        var config = new InMemoryDirectoryServerConfig("dc=example");
        config.addAdditionalBindCredentials("cn=desk", "searching");
        config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
        directory = new InMemoryDirectoryServer(config);
        fill(directory);
        directory.startListening();
    }

    private static void fill(InMemoryDirectoryServer directory) throws LDAPException, LDIFException {
        directory.add("dn: dc=example", "objectClass: domain", "dc: example");
        directory.add(
                "dn: uid=201,dc=example",
                "objectClass: inetOrgPerson",
                "uid: 201",
                "cn: Ann",
                "sn: Lee",
                "telephoneNumber: 201",
                "userPassword: 48213");
    }

    @AfterEach
    void stop() {
        directory.shutDown(true);
        store.close();
    }

    @Test
    void directory_comparesPins_ofTheEntryByItsName() throws IOException {
        PinCheck ldap = ldap(Finding.byName("uid={user},dc=example"), refuse());

        assertThat(login(ldap, "201", "48213")).isEqualTo("logged-in");
        assertThat(login(ldap, "201", "48214")).isEqualTo("no-input");
        assertThat(login(ldap, "301", "48213")).as("not in the directory").isEqualTo("no-input");
        assertThat(login(ldap, "999", "48213")).as("nobody's number").isEqualTo("no-input");
        assertThat(ldap.check(Optional.of(ANN), new char[0]))
                .as("no anonymous bind")
                .isEqualTo(PinVerdict.WRONG);
    }

    @Test
    void directory_comparesPins_ofTheEntryThatASearchFinds() throws IOException {
        PinCheck ldap = ldap(searching("cn=desk"), refuse());

        assertThat(login(ldap, "201", "48213")).isEqualTo("logged-in");
        assertThat(login(ldap, "201", "48214")).isEqualTo("no-input");
        assertThat(login(ldap, "301", "48213")).isEqualTo("no-input");
    }

    @Test
    void textThatIsNoPin_isWrong_whateverTheDirectorysPassword() throws LDAPException {
        directory.modify("uid=201,dc=example", new Modification(ModificationType.REPLACE, "userPassword", "x"));

        assertThat(ldap(Finding.byName("uid={user},dc=example"), refuse()).check(Optional.of(ANN), "12".toCharArray()))
                .isEqualTo(PinVerdict.WRONG);
    }

    @Test
    void searcherThatTheDirectoryRefuses_isTroubleAndNoWrongPin() {
        assertThat(ldap(searching("cn=stranger"), refuse()).check(Optional.of(ANN), "48213".toCharArray()))
                .isEqualTo(PinVerdict.UNAVAILABLE);
    }

    @Test
    void directoryDown_refusesAndCountsNothing() throws IOException {
        PinCheck ldap = ldap(Finding.byName("uid={user},dc=example"), refuse());
        directory.shutDown(true);

        assertThat(login(ldap, "201", "48213")).isEqualTo("failed");
        assertThat(store.locks().counters(LockRule.standard())).isEmpty();
    }

    @Test
    void directoryDown_takesTheLastKnownPin_forItsTime() throws IOException {
        var lastKnown = new LastKnown(store, Duration.ofHours(5));
        PinCheck ldap = ldap(Finding.byName("uid={user},dc=example"), lastKnown);
        assertThat(login(ldap, "201", "48213")).isEqualTo("logged-in");
        store.logins().logoff(DESK, How.CODE);
        directory.shutDown(true);

        clock.pass(Duration.ofHours(4));
        assertThat(login(ldap, "201", "48214")).isEqualTo("no-input");
        assertThat(login(ldap, "201", "48213")).isEqualTo("logged-in");
        store.logins().logoff(DESK, How.CODE);
        clock.pass(Duration.ofHours(2));
        assertThat(login(ldap, "201", "48213")).isEqualTo("failed");
    }

    @Test
    void startTlsThatTheDirectoryDoesNotSpeak_isTrouble_andNoPinIsSent() {
        var config = new LdapConfig(url(), true, Optional.empty(), Finding.byName("uid={user},dc=example"), TIMEOUT);
        assertThat(new LdapPins(store, config, refuse(), file -> "").check(Optional.of(ANN), "48213".toCharArray()))
                .isEqualTo(PinVerdict.UNAVAILABLE);
    }

    @Test
    void directoryByTls_isAsked_whereItsCertificateIsTrusted() throws Exception {
        TestCertificate own = TestCertificate.make(folder, "directory", "EC");
        TestCertificate another = TestCertificate.make(folder, "another", "EC");
        SSLContext server = serving(own);
        var config = new InMemoryDirectoryServerConfig("dc=example");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPSConfig("tls", server.getServerSocketFactory()),
                InMemoryListenerConfig.createLDAPConfig("start-tls", null, 0, server.getSocketFactory()));
        var safe = new InMemoryDirectoryServer(config);
        fill(safe);
        safe.startListening();
        try {
            URI tls = URI.create("ldaps://127.0.0.1:" + safe.getListenPort("tls"));
            URI startTls = URI.create("ldap://127.0.0.1:" + safe.getListenPort("start-tls"));

            assertThat(byTls(tls, false, own, "48213")).isEqualTo(PinVerdict.RIGHT);
            assertThat(byTls(tls, false, own, "48214")).isEqualTo(PinVerdict.WRONG);
            assertThat(byTls(startTls, true, own, "48213")).isEqualTo(PinVerdict.RIGHT);
            assertThat(byTls(tls, false, another, "48213")).as("not trusted").isEqualTo(PinVerdict.UNAVAILABLE);
            assertThat(byTls(startTls, true, another, "48213")).isEqualTo(PinVerdict.UNAVAILABLE);
        } finally {
            safe.shutDown(true);
        }
    }

    private PinVerdict byTls(URI url, boolean startTls, TestCertificate trusted, String pin) {
        var config = new LdapConfig(
                url, startTls, Optional.of(trusted.certificate()), Finding.byName("uid={user},dc=example"), TIMEOUT);
        return new LdapPins(store, config, refuse(), file -> "").check(Optional.of(ANN), pin.toCharArray());
    }

    private static SSLContext serving(TestCertificate own) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own.store(), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void mailboxPassword_isThePin() throws IOException {
        var voicemail = new VoicemailPins(store);

        assertThat(login(voicemail, "201", "5926")).isEqualTo("logged-in");
        assertThat(login(voicemail, "201", "5927")).isEqualTo("no-input");
        assertThat(voicemail.check(Optional.of(new UserNumber("301")), "5926".toCharArray()))
                .isEqualTo(PinVerdict.NO_PIN);
        assertThat(login(voicemail, "999", "5926")).isEqualTo("no-input");
    }

    private LdapPins ldap(Finding finding, LdapPins.WhileDown whileDown) {
        var config = new LdapConfig(url(), false, Optional.empty(), finding, TIMEOUT);
        return new LdapPins(store, config, whileDown, file -> "searching");
    }

    private static Finding searching(String searcher) {
        return new Finding(
                Optional.empty(),
                "dc=example",
                "(telephoneNumber={user})",
                Optional.of(searcher),
                Optional.of(Path.of("password")));
    }

    private URI url() {
        return URI.create("ldap://127.0.0.1:" + directory.getListenPort());
    }

    private static LdapPins.WhileDown refuse() {
        return (user, pin) -> PinVerdict.UNAVAILABLE;
    }

    private String login(PinCheck check, String user, String pin) throws IOException {
        var gate = new PinGate(store, check, LockRule.standard(), PinRules.standard());
        try (AgiServer server = AgiServer.start(
                AgiConfig.onLoopback(0),
                Map.of("login", new LoginScript(Code.LOGIN, store, (call, seq, most) -> true, gate, 3)))) {
            return new ScriptedPhone()
                    .call(server.address(), "login?device=2001&user=" + user + "&pin=" + pin)
                    .variable("HD_RESULT")
                    .orElse("no result");
        }
    }
}
